// Texts of strangers stay texts: in resumes, jobs, names, what a provider says and what an address asks for, on every page, with and without the
// program in the browser, and even where the browser keeps no policy.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { packed, payloads } from '../fixtures/xss-payloads.mjs'
import { ada, entered } from '../lib/accounts.mjs'
import { client } from '../lib/api.mjs'
import { alive, closeBrowser, visitor } from '../lib/browser.mjs'
import { hostile, hostileProvider } from '../lib/hostile.mjs'
import { start } from '../lib/program.mjs'
import { canary, said, strangers, traps } from '../lib/traps.mjs'
import { button, proposed } from '../lib/walk.mjs'

const STAGES = ['', 'resume', 'job', 'analysis', 'review', 'export', 'history']
const LOOKS = [
  ['with the program and its policy', {}],
  ['in the dark, where the browser keeps no policy', { policy: false, dark: true }],
  ['without a script', { script: false }],
]

/** The same walk in each of these browsers: nothing runs, nobody is called, and no page has an element that is none of ours. */
function inEachBrowser(world, steps) {
  for (const [name, look] of LOOKS) {
    test(`run nothing and call nobody, ${name}`, async () => {
      const { program, host } = world()
      const person = await visitor(program, look)
      person.expect(/status of (4\d\d|500)/)
      const sprung = await traps(person)
      const page = await person.context.newPage()
      const found = []
      const visit = async (path) => {
        await page.goto(path)
        if (look.script !== false) await alive(page)
        await page.waitForTimeout(50)
        found.push(...(await strangers(page)).map((what) => `${path.slice(0, 200)}: ${what}`))
        return said(page)
      }
      await steps({ person, page, visit, scripted: look.script !== false })
      await page.waitForTimeout(200)
      await person.context.close()
      assert.deepEqual([sprung, found, host.calls], [[], [], []])
      assert.deepEqual(person.faults, [])
    })
  }
}

describe('texts of strangers', () => {
  let program, host, all, world
  before(async () => {
    host = await canary()
    all = payloads(host.host)
    assert.ok(all.length >= 100)
    program = await start(hostileProvider(all))
    world = await hostile(program, all)
  })
  after(async () => {
    host.close()
    await program?.stop()
  })

  inEachBrowser(() => ({ program, host }), async ({ page, visit, scripted }) => {
    const shown = (text) => all.filter((payload) => text.includes(payload)).length
    for (const stage of ['', 'resume', 'job', 'analysis', 'review']) {
      const text = await visit(`/sessions/${world.waiting.id}/${stage}`)
      if (stage === 'resume') assert.ok(shown(text) >= 100, `${shown(text)} payloads are shown`)
    }
    for (const stage of ['review', 'export', 'history']) await visit(`/sessions/${world.done.id}/${stage}`)
    assert.ok(shown(await visit(`/sessions/${world.done.id}/history?from=${world.versions.at(-1)}&to=${world.versions[0]}`)) >= 100)
    if (scripted) {
      await live(page, world.fresh.pop())
      await everyChange(page, world, shown)
    }
    for (const path of ['/settings', '/settings/jobs', '/trash']) await visit(path)
    for (let next = '/'; next; next = await older(page)) await visit(next)
    for (const path of asked(all, world)) await visit(path)
  })

  test('leave as files to be saved, whatever they hold', async () => {
    const person = await visitor(program, {})
    const sprung = await traps(person)
    const page = await person.context.newPage()
    const at = `${program.url}/api/v1/sessions/${world.waiting.id}/files`
    for (const name of ['x.html', 'x.svg', 'x.xhtml', 'x.xml', 'x.js', 'x', 'x.txt', 'x.pdf', 'x.json', 'x.mhtml']) {
      const form = new FormData()
      const start = name === 'x.svg' ? '<svg xmlns="http://www.w3.org/2000/svg" onload="__xss(0)">' : '<!doctype html><html><body>'
      form.set('file', new Blob([start + all.join('\n')], { type: 'text/html' }), name)
      assert.equal((await fetch(`${at}/upload`, { method: 'POST', body: form })).status, 201)
      world.files.push(`${at}/${name}`)
    }
    for (const address of world.files) {
      const reply = await fetch(new URL(address, program.url))
      assert.equal(reply.status, 200, address)
      assert.match(reply.headers.get('content-disposition'), /^attachment; /, address)
      assert.equal(reply.headers.get('x-content-type-options'), 'nosniff', address)
      assert.match(reply.headers.get('content-security-policy'), /default-src 'none'/, address)
      assert.doesNotMatch(reply.headers.get('content-type'), /html|svg|\bxml|javascript/, address)
      const download = page.waitForEvent('download')
      await page.goto(address).catch(() => {})
      await (await download).cancel()
    }
    // Refusals of the API say what was asked for: as data.
    for (const text of packed(all, 2000)) {
      for (const path of [`/api/v1/${encodeURIComponent(text)}`, `/api/v1/sessions/${encodeURIComponent(text)}`, `/api/v1/resumes?cursor=${encodeURIComponent(text)}`]) {
        const reply = await page.goto(path)
        assert.match(reply.headers()['content-type'], /^application\/json/, path)
      }
    }
    await person.context.close()
    assert.deepEqual([sprung, host.calls], [[], []])
  })

  test('are caught by these traps where a page forgets to escape', async () => {
    const person = await visitor(program, { policy: false })
    const sprung = await traps(person)
    const page = await person.context.newPage()
    const called = () => person.faults.some((fault) => fault.includes(`calls http://${host.host}`))
    await page.route('**/history', async (route) => {
      const reply = await route.fetch()
      await route.fulfill({ response: reply, body: (await reply.text()).replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"') })
    })
    await page.goto(`/sessions/${world.done.id}/history`).catch(() => {})
    for (let tries = 0; tries < 100 && !(sprung.length && called()); tries++) await page.waitForTimeout(50)
    const found = await strangers(page).catch(() => ['the page is gone'])
    await person.context.close()
    assert.ok(sprung.length > 0 && found.length > 0, `${sprung.length} ran, ${found.length} were found`)
    assert.ok(called(), 'no call to the canary was seen')
  })
})

describe('texts of an account', () => {
  let program, host, all
  before(async () => {
    host = await canary()
    all = payloads(host.host)
    program = await start({ RESUMAX_AUTH: 'accounts' })
    const names = packed(all, 100)
    const owner = await entered(program, { ...ada, name: names[0] })
    const api = client(program.url, owner.headers)
    for (const name of names.slice(1, 50)) assert.equal((await api.post('/me/tokens', { name, scope: 'read' })).status, 201, name)
    // What a browser calls itself stands in the list of logins.
    for (const agent of all.filter((text) => /^[ -~]+$/.test(text)).slice(0, 20)) {
      const headers = { 'content-type': 'application/json', 'user-agent': `Mozilla/5.0 ${agent} Firefox/99.0 ${agent}` }
      const reply = await fetch(`${program.url}/api/v1/auth/log-in`, { method: 'POST', headers, body: JSON.stringify(ada) })
      assert.equal(reply.status, 200)
    }
  })
  after(async () => {
    host.close()
    await program?.stop()
  })

  inEachBrowser(() => ({ program, host }), async ({ person, visit }) => {
    // An address takes 64 kB.
    const texts = packed(all, 4_000).map(encodeURIComponent)
    for (const path of ['login', 'login/code', 'signup', 'forgot', 'reset', 'confirm']) {
      for (const text of texts) await visit(`/${path}?next=${text}&token=${text}&sent=${text}&done=${text}&out=${text}&__path=${text}&__err=${text}`)
    }
    const given = { data: { email: ada.email, password: ada.password, cookies: true } }
    assert.equal((await person.context.request.post(`${program.url}/api/v1/auth/log-in`, given)).status(), 200)
    const shown = await visit('/account')
    assert.ok(all.filter((payload) => shown.includes(payload)).length >= 50, 'the payloads are shown')
    for (const path of ['/', '/account/activity', '/account/data', '/admin', '/settings']) await visit(path)
    for (const text of texts) {
      await visit(`/account?done=${text}&__path=${text}&__err=${text}`)
      await visit(`/account/activity?kind=${text}&cursor=${text}`)
    }
  })
})

/** What a provider says while the page is open comes by another way into it. */
async function live(page, id) {
  await page.goto(`/sessions/${id}/review`)
  await alive(page)
  await button(page, 'Suggest changes').click()
  await page.getByText('Waiting for you', { exact: true }).first().waitFor()
  await page.getByRole('navigation', { name: 'Changes' }).getByRole('link').nth(10).waitFor()
  assert.deepEqual(await strangers(page), [])
}

/** Goes through the changes by key: each is shown whole, with its reason. */
async function everyChange(page, world, shown) {
  await page.goto(`/sessions/${world.waiting.id}/review`)
  await alive(page)
  let text = ''
  for (const _ of world.waiting.approval.changes) {
    text += await page.getByRole('region', { name: 'Change in focus' }).innerText()
    await page.keyboard.press('j')
  }
  assert.ok(shown(text) >= 100, `${shown(text)} changes show their payload`)
  assert.deepEqual(await strangers(page), [])
}

/** The next page of whichever list of the start page goes on. */
async function older(page) {
  const links = await page.getByRole('link', { name: /^Older / }).evaluateAll((links) => links.map((link) => link.href))
  const next = new URL(page.url())
  for (const link of links) for (const [name, value] of new URL(link).searchParams) next.searchParams.set(name, value)
  return links.length && next.search !== new URL(page.url()).search ? next.pathname + next.search : undefined
}

/** Addresses that ask for payloads. */
function asked(all, { done, waiting }) {
  const texts = packed(all, 20_000).map(encodeURIComponent)
  return texts.flatMap((text) => [
    `/?q=${text}`,
    `/?show=${text}&cursor=${text}&resumes=${text}&postings=${text}`,
    `/${text}`,
    `/sessions/${text}/review`,
    `/sessions/${waiting.id}/resume?error=${text}`,
    `/sessions/${waiting.id}/review?change=${text}&__err=${text}&__path=${text}`,
    `/sessions/${done.id}/history?from=${text}&to=${text}`,
    `/sessions/${done.id}/${text}`,
    `/settings?__path=${text}&__err=${text}#${text}`,
  ])
}

for (const dark of [false, true]) {
  test(`no page breaks its own policy, ${dark ? 'dark' : 'light'}`, async (context) => {
    const program = await start({})
    context.after(() => program.stop())
    const person = await visitor(program, { dark })
    person.expect(/status of 404/)
    const { id } = await proposed(program)
    const page = await person.context.newPage()
    for (const path of ['/', '/settings', '/settings/jobs', '/trash', '/nothing', ...STAGES.map((stage) => `/sessions/${id}/${stage}`)]) {
      const reply = await page.goto(path)
      await alive(page)
      const policy = reply.headers()['content-security-policy']
      for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "style-src 'self';"]) assert.ok(policy.includes(part), `${path}: ${policy}`)
      assert.match(policy, /script-src 'self' 'nonce-[A-Za-z0-9+/_=-]{16,}' 'wasm-unsafe-eval';/)
      assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|\*/)
      await page.waitForTimeout(100)
    }
    await person.context.close()
    assert.deepEqual(person.faults, [])
  })
}

after(closeBrowser)
