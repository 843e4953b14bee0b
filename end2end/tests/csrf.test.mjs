// Another site in the same browser: whatever it sends to the program, nothing changes, and it reads nothing.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { ada, entered } from '../lib/accounts.mjs'
import { client } from '../lib/api.mjs'
import { closeBrowser, visitor } from '../lib/browser.mjs'
import { start } from '../lib/program.mjs'
import { changing } from '../lib/routes.mjs'
import { proposed, ready } from '../lib/contract.mjs'
import { watched } from '../lib/watched.mjs'

/** A site of somebody else: every address of it is an empty page. */
async function site() {
  const server = createServer((_, reply) => reply.setHeader('content-type', 'text/html').end('<!doctype html><title>Nice</title><body></body>'))
  server.listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  return { port: server.address().port, close: () => server.close().closeAllConnections() }
}

for (const mode of ['local', 'accounts']) describe(`another site, in the mode ${mode}`, () => {
  let program, door, other, person, routes, world, api, headers
  before(async () => {
    program = await start({ RESUMAX_AUTH: mode })
    door = await watched(program)
    other = await site()
    person = await visitor(door)
    const owner = mode === 'accounts' ? await entered(program, ada) : { headers: {} }
    headers = owner.headers
    // The browser of the owner has their cookies, as after logging in on the page.
    const given = { data: { email: ada.email, password: ada.password, cookies: true } }
    if (mode === 'accounts') assert.equal((await person.context.request.post(`${door.url}/api/v1/auth/log-in`, given)).status(), 200)
    api = client(program.url, headers)
    const id = await ready(api)
    const { run: { run_id: run }, approval } = await proposed(api, id)
    const session = (await api.get(`/sessions/${id}`)).body
    await api.get(`/sessions/${id}/analysis`)
    const [{ job_id: job }] = mode === 'local' ? await load('load_jobs') : [{ job_id: `job_${'0'.repeat(32)}` }]
    world = {
      id, session: id, run_id: run, run, approval_id: approval.approval_id, approval: approval.approval_id, change_id: approval.changes[0].change_id,
      change: approval.changes[0].change_id, version_id: session.head_version_id, version: session.head_version_id, from: session.head_version_id,
      to: session.head_version_id, base: session.head_version_id, resume: session.resume_id, posting: session.job_description_id, job,
      path: session.resume_path, token: 'x',
    }
    routes = await changing(program)
  })
  after(async () => {
    other?.close()
    door?.close()
    await person?.context.close()
    await program?.stop()
  })

  /** What a server function answers to the owner. */
  const load = async (name) => (await fetch(`${program.url}/fn/${name}`, { method: 'POST', headers })).json()
  const address = (path) => {
    const named = { ...world, ...(path.includes('/resumes/') && { id: world.resume }), ...(path.includes('/job-descriptions/') && { id: world.posting }) }
    return door.url + path.replace(/\{\*?(\w+)\}/g, (_, name) => named[name])
  }
  /** What a call may be made with: every field that any of them takes. */
  const fields = () => ({
    ...world, decision: 'rejected', name: 'Taken over', workspace_name: 'Taken over', label: 'Taken over', title: 'Taken over', company: 'X', location: 'X',
    text: 'We look for a baker who bakes well.', message: 'Tailor.', strategy: 'balanced', format: 'md', template: 'classic', enabled: 'true', block: 'contact',
    field: 'headline', before: '', after: 'Taken over', step: 'add', search: '',
  })

  /** Everything that the API tells of the owner. */
  async function state() {
    const lists = ['/sessions', '/resumes', '/job-descriptions', `/sessions/${world.id}`, ...(mode === 'local' ? ['/settings/metrics'] : ['/me', '/me/tokens'])]
    const inside = ['files', 'approvals', 'versions', 'exports', 'usage', `runs/${world.run}`].map((what) => `/sessions/${world.id}/${what}`)
    const told = await Promise.all([...lists, ...inside].map((path) => api.get(path)))
    for (const { status } of told) assert.equal(status, 200)
    const logins = mode === 'local' ? [] : (await api.get('/me/logins')).body.items.map((login) => login.login_id)
    // The sweep comes round by itself.
    const jobs = mode === 'local' ? (await load('load_jobs')).filter((one) => one.kind !== 'sweep') : []
    return { told: told.map(({ body }) => body), logins, trash: await load('load_trash'), jobs }
  }

  for (const [who, host] of [['on another port', '127.0.0.1'], ['of another name', 'localhost']]) {
    test(`changes nothing, ${who}`, async () => {
      const before = await state()
      assert.ok(JSON.stringify(before).includes(world.id))
      const page = await person.context.newPage()
      door.calls.length = 0
      await page.goto(`http://${host}:${other.port}/`)
      const sent = routes.changing.map(([method, path]) => ({ method, address: address(path) }))
      const read = routes.reading.map(([, path]) => address(path))
      await page.evaluate(attack, { sent, read, fields: fields() })
      const came = () => door.calls.filter(({ method }) => method !== 'GET')
      // Beacons are not waited for by whoever sends them.
      for (let tries = 0; tries < 200 && came().length < routes.changing.length * 9; tries++) await page.waitForTimeout(50)
      const calls = came()
      assert.ok(calls.length >= routes.changing.length * 9, `${calls.length} calls reached the program`)
      assert.deepEqual(calls.filter(({ method, status }) => status !== (method === 'OPTIONS' ? 405 : 403)), [], 'everything is refused')
      assert.deepEqual(new Set(calls.map(({ site }) => site)), new Set([host === 'localhost' ? 'cross-site' : 'same-site']))
      // Cookies know no ports: from there they come along, and only the rule keeps the calls out.
      if (mode === 'accounts' && host === '127.0.0.1') assert.ok(calls.some(({ cookie }) => cookie?.includes('resumax-access=')), 'with the cookies of the owner')
      assert.deepEqual(await state(), before)
      await page.close()
    })

    test(`reads nothing, ${who}`, async () => {
      const page = await person.context.newPage()
      await page.goto(`http://${host}:${other.port}/`)
      const read = [...routes.reading.map(([, path]) => address(path)), ...['/', '/settings', `/sessions/${world.id}/resume`].map((path) => door.url + path)]
      const got = await page.evaluate(spy, read)
      assert.deepEqual(got, [])
      await page.close()
    })
  }

  test('changes nothing by forms, from pages with and without an origin', async () => {
    const before = await state()
    const page = await person.context.newPage()
    const posts = routes.changing.filter(([method]) => method === 'POST').map(([, path]) => address(path))
    for (const [turn, [host, sandbox]] of [['localhost', ''], ['127.0.0.1', ''], ['localhost', 'allow-forms allow-scripts']].entries()) {
      door.calls.length = 0
      await page.goto(`http://${host}:${other.port}/`)
      await page.evaluate(frames, { posts, kinds: KINDS, turn, fields: fields(), sandbox })
      const came = () => door.calls.filter(({ method }) => method === 'POST')
      for (let tries = 0; tries < 800 && came().length < posts.length; tries++) await page.waitForTimeout(50)
      assert.equal(came().length, posts.length)
      assert.deepEqual(came().filter(({ status }) => status !== 403), [])
      assert.deepEqual(new Set(came().map(({ origin }) => origin)), new Set([sandbox ? 'null' : `http://${host}:${other.port}`]))
    }
    // And one that takes the window along.
    await page.goto(`http://localhost:${other.port}/`)
    door.calls.length = 0
    await page.evaluate((to) => {
      document.body.innerHTML = `<form method="post" action="${to}"></form>`
      document.forms[0].submit()
    }, address('/fn/delete_session'))
    for (let tries = 0; tries < 100 && !door.calls.length; tries++) await page.waitForTimeout(50)
    // The refusal is a page, which asks for its looks.
    const asked = door.calls.filter(({ method, path }) => method !== 'GET' || !/^\/(pkg|fonts)\/|^\/(favicon\.svg|theme\.js)$/.test(path))
    assert.deepEqual(asked.map(({ method, status }) => [method, status]), [['POST', 403]])
    assert.deepEqual(await state(), before)
    await page.close()
  })

  test('can’t frame a page', async () => {
    const page = await person.context.newPage()
    await page.goto(`http://localhost:${other.port}/`)
    await page.evaluate((src) => document.body.append(Object.assign(document.createElement('iframe'), { src })), `${door.url}/settings`)
    const frame = () => page.frames().find((frame) => frame !== page.mainFrame())?.url()
    for (let tries = 0; tries < 100 && !frame()?.startsWith('chrome-error:'); tries++) await page.waitForTimeout(50)
    assert.match(frame(), /^chrome-error:/)
    await page.close()
  })
})

after(closeBrowser)

const KINDS = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']

/** In the other site: every call, in every way that a page can send without asking, or by asking. */
async function attack({ sent, read, fields }) {
  const json = JSON.stringify(fields)
  const form = () => {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    form.set('file', new Blob(['# Taken over\n\nx@example.org\n\n## Skills\n\nRye\n']), 'cv.md')
    return form
  }
  const plain = { mode: 'no-cors', credentials: 'include' }
  const ways = []
  for (const { method, address } of sent) {
    ways.push(
      () => fetch(address, { ...plain, method: 'POST', body: new URLSearchParams(fields) }),
      () => fetch(address, { ...plain, method: 'POST', body: form() }),
      () => fetch(address, { ...plain, method: 'POST', body: json }),
      () => fetch(address, { ...plain, method: 'POST', body: '', referrerPolicy: 'no-referrer' }),
      () => fetch(`${address}?_method=${method}&_HttpMethod=${method}`, { ...plain, method: 'POST', body: new URLSearchParams({ _method: method }) }),
      () => navigator.sendBeacon(address, new URLSearchParams(fields)),
      () => navigator.sendBeacon(address, json),
      () => fetch(address, { mode: 'cors', credentials: 'include', method, body: json, headers: { 'content-type': 'application/json', 'x-http-method-override': method } }),
      () =>
        new Promise((done) => {
          const request = new XMLHttpRequest()
          request.open('POST', address)
          request.withCredentials = true
          request.onloadend = done
          request.send(json)
        }),
      () => image(`${address}?${new URLSearchParams(fields)}`),
      () => script(address),
    )
  }
  for (const address of read) ways.push(() => image(address), () => fetch(address, plain))
  function image(src) {
    return new Promise((done) => Object.assign(new Image(), { src, onload: done, onerror: done }))
  }
  function script(src) {
    return new Promise((done) => document.head.append(Object.assign(document.createElement('script'), { src, onload: done, onerror: done })))
  }
  // So many at a time; a stream that goes on is left to itself.
  const patient = (way) => Promise.race([Promise.resolve(way()).catch(() => {}), new Promise((done) => setTimeout(done, 1000))])
  for (let at = 0; at < ways.length; at += 24) await Promise.all(ways.slice(at, at + 24).map(patient))
}

/** In the other site: what can be read of the program. */
async function spy(addresses) {
  const got = []
  const within = (promise) => Promise.race([promise, new Promise((done) => setTimeout(done, 500))])
  for (const address of addresses) {
    const text = await within(fetch(address, { credentials: 'include' }).then((reply) => reply.text(), () => undefined))
    const shown = await within(new Promise((done) => Object.assign(new Image(), { src: address, onload: () => done('an image'), onerror: () => done() })))
    if (text || shown) got.push(`${address}: ${text ?? shown}`)
  }
  return got
}

/** In the other site: a frame with a form for every call, sent at once; in three turns each call gets each kind. */
function frames({ posts, kinds, turn, fields, sandbox }) {
  const inputs = Object.entries(fields).map(([name, value]) => `<input name="${name}" value="${value}">`)
  for (const [n, to] of posts.entries()) {
    const frame = document.createElement('iframe')
    if (sandbox) frame.sandbox = sandbox
    const kind = kinds[(n + turn) % kinds.length]
    frame.srcdoc = `<form method="post" action="${to}" enctype="${kind}">${inputs.join('')}</form><script>document.forms[0].submit()</script>`
    document.body.append(frame)
  }
}
