// Words that nobody else uses go through the whole journey and through its faults. They come back to their owner alone: no log line, no
// figure, no job, no note of the outbox and no entry of the audit log has one, and no error one that its own request did not bring.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { code } from '../lib/accounts.mjs'
import { canaries, resumeOf, talkative, within } from '../lib/canaries.mjs'
import { posting } from '../lib/contract.mjs'
import { start } from '../lib/program.mjs'
import { mailServer } from '../lib/smtp.mjs'
import { change, kept, rows } from '../lib/stores.mjs'

const NAMES = [
  'name', 'mail', 'resume', 'employer', 'file', 'workspace', 'job', 'title', 'instruction', 'reply', 'reason', 'malformed', 'label', 'search',
  'bearer', 'key', 'tenant', 'token', 'address', 'method', 'broken', 'own', 'stored', 'secret', 'server password',
]
/** Of people with accounts besides. */
const OF_ACCOUNTS = ['password', 'next password', 'guess', 'stranger', 'moved', 'program', 'cookie', 'agent']
/** What would let somebody in: not even the database knows it. What is drawn by the program is added when it is drawn. */
const SECRETS = [
  'secret', 'server password', 'password', 'next password', 'access token', 'refresh token', 'device', 'confirming', 'resetting', 'API token', 'second factor',
  'recovery code', 'challenge',
]
const PHONE = '555-0147'

const script = (words) => ({
  repeat: true,
  steps: [
    { when: 'malformed', malformed: words.malformed },
    { when: 'down', status: 500 },
    {
      when: 'tailor',
      offline: true,
      text: [`About ${words.reply}.`],
      changes: [{ find: 'Wrote Terraform', insert: `Kept ${words.reply} in order`, reason: `Because of ${words.reason}.` }],
    },
  ],
})

for (const auth of ['local', 'accounts']) describe(`canaries, where RESUMAX_AUTH is ${auth}`, () => {
  const accounts = auth === 'accounts'
  const words = { ...canaries([...NAMES, ...(accounts ? OF_ACCOUNTS : [])]), phone: PHONE }
  const resume = resumeOf(words, PHONE)
  const found = (text) => within(words, text)
  const errors = []
  /** What processes were started with, as everybody on the machine sees it. */
  const commands = new Set()
  function look() {
    for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        commands.add(readFileSync(`/proc/${id}/cmdline`, 'utf8'))
      } catch {} // It has ended.
    }
  }
  let program, post, watch
  /** The headers and the cookies of whoever is logged in. */
  let [mine, cookie] = [{}, '']

  before(async () => {
    post = await mailServer()
    const secrets = { RESUMAX_SECRET: words.secret + randomBytes(16).toString('hex'), SMTP_URL: `smtp://ada:${words['server password']}@127.0.0.1:${post.port}` }
    program = await start({ RESUMAX_AUTH: auth, AI_PROVIDER: 'mock', AI_MOCK_SCRIPT: JSON.stringify(script(words)), ...talkative, ...secrets })
    watch = setInterval(look, 20)
  })
  after(async () => {
    clearInterval(watch)
    await program?.stop()
    post.close()
  })

  async function call(method, path, { body, headers = {} } = {}) {
    const plain = body === undefined || body instanceof FormData || typeof body === 'string'
    const sent = plain ? body : JSON.stringify(body)
    const type = body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }
    const address = path.startsWith('/api/') || path.startsWith('http') ? new URL(path, program.url) : new URL(`/api/v1${path}`, program.url)
    const reply = await fetch(address, { method, body: sent, headers: { ...type, ...mine, ...headers }, redirect: 'manual' })
    const text = await reply.text()
    if (reply.status >= 400) {
      const form = body instanceof FormData ? await Promise.all([...body.values()].map((value) => value.text?.() ?? value)) : []
      const names = body instanceof FormData ? [...body.values()].map((value) => value.name ?? '') : []
      errors.push({ method, path, status: reply.status, text, brought: [unescape(String(address)), sent, ...form, ...names, JSON.stringify(headers)].join(' ') })
    }
    const cookies = reply.headers.getSetCookie()
    try {
      return { status: reply.status, cookies, body: JSON.parse(text) }
    } catch {
      return { status: reply.status, cookies, body: text }
    }
  }
  const get = (path, more) => call('GET', path, more)
  const send = (path, body = {}, headers = {}) => call('POST', path, { body, headers })
  const upload = (path, name, content, headers) => {
    const body = new FormData()
    body.set('file', new Blob([content]), name)
    return call('POST', path, { body, headers })
  }
  async function until(path, good) {
    for (let tries = 0; tries < 400; tries++) {
      const reply = await get(path)
      if (good(reply.body)) return reply.body
      await new Promise((done) => setTimeout(done, 50))
    }
    assert.fail(`${path} did not get there`)
  }
  /** Starts a run and waits until it stands still. */
  async function run(id, message) {
    const started = await send(`/sessions/${id}/messages`, { message })
    assert.equal(started.status, 202, JSON.stringify(started.body))
    return until(`/sessions/${id}/runs/${started.body.run_id}`, (run) => !['queued', 'running'].includes(run.status))
  }
  /** A page as a browser asks for it. */
  const page = (path, headers = {}) => fetch(new URL(path, program.url), { headers: { cookie, ...headers }, redirect: 'manual' })

  /** Remembers what was drawn for one person: the whole of it, and the end of what is long. */
  function drawn(name, text) {
    words[name] = text
    if (text.length > 40) words[`${name}, its end`] = text.slice(-20)
  }
  /** Goes on as whoever was let in. */
  function enter({ body, cookies }, which = '') {
    drawn(`${which}access token`, body.access_token)
    drawn(`${which}refresh token`, body.refresh_token)
    const pairs = cookies.map((one) => one.split(';')[0])
    drawn(`${which}device`, pairs.find((pair) => pair.includes('device=')).split('device=')[1])
    mine = { authorization: `Bearer ${body.access_token}` }
    cookie = pairs.join('; ')
  }
  async function linkTo(address, path, name) {
    const token = (await post.link(address, path)).split('token=')[1]
    drawn(name, token)
    return token
  }

  const email = `${words.mail}@example.org`
  const password = `${words.password} under 4 lamps`
  if (accounts) test('somebody signs up, confirms and logs in', async () => {
    const who = { email, password, name: `Ada ${words.name}` }
    assert.equal((await send('/auth/sign-up', { ...who, password: `Ada ${words.name}` })).status, 422, 'a password that is the name')
    for (const _ of ['made', 'asked for again']) assert.equal((await send('/auth/sign-up', who)).status, 202)
    assert.equal((await send('/auth/resend', { email })).status, 202)
    const token = await linkTo(email, '/confirm', 'confirming')
    assert.match(program.log, /Something was not sent; trying again/, 'the mail server refused at first')
    assert.equal((await page(`/confirm?token=${token}`)).status, 200)
    assert.equal((await send('/auth/confirm', { token: `${token}${words.token}` })).status, 422)
    assert.equal((await send('/auth/confirm', { token })).status, 204)
    assert.equal((await send('/auth/confirm', { token })).status, 422, 'it was used')
    assert.equal((await send('/auth/log-in', { email, password: words.guess })).status, 401)
    assert.equal((await send('/auth/log-in', { email: `${words.stranger}@example.org`, password })).status, 401)
    // So that the operator's pages and calls are looked at, too.
    change(program, "UPDATE users SET role = 'admin'")
    const agent = { 'user-agent': `Mozilla/5.0 (Linux) ${words.agent} Firefox/99.0` }
    const entered = await send('/auth/log-in', { email, password, cookies: true }, agent)
    assert.equal(entered.status, 200)
    enter(entered)
  })

  let id
  test('the journey goes through', async () => {
    // Where nobody logs in, what is sent for a login is not looked at.
    const bearer = accounts ? mine : { authorization: `Bearer ${words.bearer}` }
    const session = await send('/sessions', { workspace_name: `Space ${words.workspace}` }, { 'idempotency-key': words.key, ...bearer })
    id = session.body.session_id
    assert.equal((await upload(`/sessions/${id}/resume`, `cv-${words.file}.md`, resume)).status, 201)
    const text = posting.replace('Nordwind', words.job).replace('Senior', words.title)
    assert.equal((await send(`/sessions/${id}/jd`, { text })).status, 200)
    assert.equal((await get(`/sessions/${id}/analysis`)).status, 200)
    const { status, run_id } = await run(id, `Tailor it, and think of ${words.instruction}.`)
    assert.equal(status, 'waiting_approval')
    assert.ok(run_id)
    const [approval] = (await get(`/sessions/${id}/approvals`)).body.items
    const at = `/sessions/${id}/approvals/${approval.approval_id}`
    assert.ok(JSON.stringify(approval).includes(words.reply), 'the reply of the provider is seen')
    await get(`${at}/preview`)
    const [first] = approval.changes
    await send(`${at}/changes/${first.change_id}`, { decision: 'edited', text: `Led ${words.own} at Initrode.` })
    assert.equal((await send(`${at}/approve`)).status, 200)
    const versions = (await get(`/sessions/${id}/versions`)).body.items
    await call('PATCH', `/sessions/${id}/versions/${versions[0].version_id}`, { body: { label: words.label } })
    for (const format of ['pdf', 'docx', 'md', 'txt', 'json']) {
      const made = await send(`/sessions/${id}/export`, { format })
      assert.equal(made.status, 201, JSON.stringify(made.body))
      assert.equal((await fetch(new URL(made.body.download_url, program.url))).status, 200)
      words[`download ${format}`] = made.body.download_url.split('/').at(-1).toLowerCase()
    }
    assert.equal((await upload(`/sessions/${id}/files/upload`, `note-${words.file}.txt`, `On ${words.own}.`)).status, 201)
    assert.equal((await get(`/sessions/${id}/files/note-${words.file}.txt`)).status, 200)
    assert.equal((await upload('/resumes', `library-${words.file}.md`, resume)).status, 201)
    await send('/job-descriptions', { text: `${words.title} Engineer\n\n${posting}` })
    for (const path of [`/sessions?search=${words.search}`, '/resumes', '/job-descriptions', '/settings/metrics', '/settings/alerts', `/sessions/${id}/usage`]) {
      assert.equal((await get(path)).status, 200, path)
    }
    const stages = ['resume', 'job', 'review', 'history', 'export'].map((stage) => `/sessions/${id}/${stage}`)
    const own = accounts ? ['/account', '/admin'] : []
    for (const path of ['/', ...stages, '/settings', '/settings/jobs', '/trash', '/account/activity', '/account/data', ...own]) {
      assert.equal((await page(path)).status, 200, path)
    }
    await send('/settings/cleanup')
  })

  test('bad requests are refused without a word of others', async () => {
    await upload(`/sessions/${id}/resume`, `${words.file}.pdf`, `%PDF-1.7\n1 0 obj\n(${words.broken})\nendobj\ntrailer`)
    await upload(`/sessions/${id}/resume`, `${words.file}.docx`, Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.from(words.broken.repeat(50))]))
    await upload(`/sessions/${id}/resume`, `${words.file}.pdf`, `MZ\u0000\u0001${words.broken}`)
    await upload(`/sessions/${id}/resume`, `${words.file}.md`, '')
    await upload(`/sessions/${id}/files/upload`, `../${words.file}.txt`, 'x')
    for (const path of [
      `/sessions/sess_${words.address}`, `/sessions/${id}/runs/run_${words.address}`, `/sessions/${id}/files/${words.address}.txt`,
      `/sessions/${id}/files/%2e%2e%2f${words.address}`, `/downloads/${words.token}`, `/downloads/${words.token}.${words.token}`,
      `/no/such/${words.address}`, `/sessions?limit=${words.search}`, `/sessions?cursor=${words.search}`, `/sessions/${id}/files/%ff${words.address}`,
    ]) {
      assert.ok((await get(path)).status >= 400, path)
    }
    for (const body of [
      `{"message": ${words.instruction}`, { message: { [words.instruction]: 1 } }, { message: 'x', strategy: words.instruction }, `"${words.instruction}"`,
      { message: 'x', [words.instruction]: true },
    ]) {
      await send(`/sessions/${id}/messages`, body)
    }
    await send(`/sessions/${id}/messages`, { message: 'x' }, { 'idempotency-key': `${words.key} ${'x'.repeat(400)}` })
    await get('/sessions', { headers: { 'x-tenant-id': `${words.tenant} !` } })
    await get(`http://127.0.0.1:${new URL(program.url).port}/sessions/sess_${words.address}/review`)
    await call(words.method.toUpperCase(), '/sessions')
    await call('POST', `${program.url}/fn/${words.address}`, { body: `x=${words.instruction}`, headers: { 'content-type': 'application/x-www-form-urlencoded' } })
    await call('POST', '/sessions', { body: { workspace_name: words.workspace }, headers: { origin: `https://${words.address}.example`, 'sec-fetch-site': 'cross-site' } })
  })

  test('a provider that fails repeats nothing', async () => {
    await until(`/sessions/${id}`, (session) => !session.active_run_id)
    const failed = await run(id, `malformed: ${words.instruction}`)
    assert.equal(failed.status, 'failed')
    assert.ok(!JSON.stringify(failed).includes(words.malformed), 'what the provider said is not passed on')
    const { run_id } = (await send(`/sessions/${id}/messages`, { message: `down: ${words.instruction}` })).body
    await until(`/sessions/${id}/runs/${run_id}`, (run) => run.status !== 'queued')
    await new Promise((done) => setTimeout(done, 1500))
    await send(`/sessions/${id}/runs/${run_id}/interrupt`)
    await until(`/sessions/${id}/runs/${run_id}`, (run) => !['queued', 'running'].includes(run.status))
  })

  if (accounts) test('what lets somebody in is said to nobody else, right or wrong', async () => {
    const plain = { 'content-type': 'application/x-www-form-urlencoded' }
    const guess = new URLSearchParams({ email, password: words.guess, next: `/${words.address}` }).toString()
    assert.equal((await call('POST', `${program.url}/fn/account_log_in`, { body: guess, headers: plain })).status, 401)
    assert.equal((await get('/sessions', { headers: { authorization: `Bearer ${words.bearer}` } })).status, 401)
    const broken = cookie.replaceAll(/=[^;]+/g, `=${words.cookie}`)
    assert.ok((await page('/account', { cookie: broken })).status < 500)
    for (const path of ['/reset', '/confirm', '/login']) assert.ok((await page(`${path}?token=${words.token}&next=/${words.address}`)).status < 500)
    assert.equal((await send('/auth/refresh', { refresh_token: words.token })).status, 401)
    const refreshed = await send('/auth/refresh', { refresh_token: words['refresh token'] })
    assert.equal(refreshed.status, 200)
    drawn('second access token', refreshed.body.access_token)
    drawn('second refresh token', refreshed.body.refresh_token)

    const made = await send('/me/tokens', { name: words.program, scope: 'write' })
    assert.equal(made.status, 201)
    drawn('API token', made.body.secret)
    assert.equal((await get('/sessions', { headers: { authorization: `Bearer ${made.body.secret}` } })).status, 200)
    assert.equal((await get('/sessions', { headers: { authorization: `Bearer ${made.body.secret}x` } })).status, 401)

    assert.equal((await send('/me/email', { password: words.guess, email: `${words.moved}@example.org` })).status, 401)
    assert.equal((await send('/me/email', { password, email: `${words.moved}@example.org` })).status, 202)
    const moving = await linkTo(`${words.moved}@example.org`, '/confirm', 'moving')
    assert.equal((await send('/auth/confirm', { token: moving })).status, 204)

    const begun = await send('/me/second-factor', { password })
    drawn('second factor', begun.body.secret)
    assert.equal((await send('/me/second-factor/confirm', { code: words.guess })).status, 401)
    const { status, body } = await send('/me/second-factor/confirm', { code: code(begun.body.secret) })
    assert.equal(status, 200)
    for (const [at, one] of body.recovery_codes.entries()) drawn(at ? `recovery code ${at}` : 'recovery code', one)

    const moved = { email: `${words.moved}@example.org` }
    const challenged = await send('/auth/log-in', { ...moved, password })
    assert.equal(challenged.body.status, 'second_factor')
    drawn('challenge', challenged.body.challenge)
    const step = { challenge: challenged.body.challenge }
    assert.equal((await send('/auth/second-factor', { ...step, code: words.guess })).status, 401)
    assert.equal((await send('/auth/second-factor', { ...step, code: body.recovery_codes[0] })).status, 200)

    assert.equal((await send('/auth/ask-reset', { email: `${words.stranger}@example.org` })).status, 202)
    assert.equal((await send('/auth/ask-reset', moved)).status, 202)
    const token = await linkTo(moved.email, '/reset', 'resetting')
    const next = `${words['next password']} on a wire`
    assert.equal((await send('/auth/reset', { token, password: words.moved })).status, 422, 'a password that is the address')
    assert.equal((await send('/auth/reset', { token, password: next })).status, 204)
    assert.equal((await send('/auth/reset', { token, password: next })).status, 422, 'it was used')
    assert.equal((await get('/sessions')).status, 401, 'everybody is logged out')
    const again = await send('/auth/log-in', { ...moved, password: next })
    const entered = await send('/auth/second-factor', { challenge: again.body.challenge, code: body.recovery_codes[1], cookies: true })
    assert.equal(entered.status, 200)
    enter(entered, 'last ')
  })

  test('a store that is gone and rows that can’t be read are told by kind alone', async () => {
    const [objects, away] = [join(program.data, 'objects'), join(program.data, 'away')]
    const [[resume]] = rows(program, 'SELECT id FROM resumes LIMIT 1')
    renameSync(objects, away)
    writeFileSync(objects, 'a file where the folder was')
    assert.ok((await upload(`/sessions/${id}/files/upload`, `gone-${words.file}.txt`, words.own)).status >= 500)
    assert.ok((await get(`/resumes/${resume}/original`)).status >= 500)
    assert.ok((await get(`/sessions/${id}/files/note-${words.file}.txt`)).status >= 500)
    rmSync(objects)
    renameSync(away, objects)
    for (const folder of readdirSync(objects)) if (!folder.startsWith('.')) rmSync(join(objects, folder), { recursive: true, force: true })
    assert.ok((await get(`/sessions/${id}/files/note-${words.file}.txt`)).status >= 500, 'the bytes are not there')

    // What a newer program, or a slip by hand, may have left in a row.
    change(program, `UPDATE versions SET document = '"${words.stored}"'`)
    change(program, `UPDATE postings SET posting = '{"${words.stored}": "${words.stored}"}'`)
    await program.restart()
    const [version] = (await get(`/sessions/${id}/versions`)).body.items ?? []
    for (const path of [`/sessions/${id}/versions/${version?.version_id}`, `/sessions/${id}/analysis`, `/sessions/${id}/versions/${version?.version_id}/preview`]) {
      assert.equal((await get(path)).status, 500, path)
    }
    await send(`/sessions/${id}/export`, { format: 'pdf' })
    const begun = await send(`/sessions/${id}/messages`, { message: words.instruction })
    if (begun.status === 202) await until(`/sessions/${id}/runs/${begun.body.run_id}`, (run) => !['queued', 'running'].includes(run.status))
    for (const path of [`/sessions/${id}/review`, `/sessions/${id}/history`]) await (await page(path)).text()
  })

  test('and none of them is where it does not belong', async () => {
    assert.match(program.log, /a request failed/, 'faults were logged')
    assert.match(program.log, /stored value can't be read: JSON, Data at/, 'the fault of the row as well')
    assert.match(program.log, /route="\/api\/v1\/sessions\/\{id\}\/files\/\{\*path\}"/, 'requests are told by their routes')
    assert.ok(program.log.includes('DEBUG') && errors.length > 25 && errors.some(({ status }) => status === 500))
    const figures = await get(`${program.url}/metrics`)
    assert.ok(figures.status === 200 && figures.body.includes('resumax_runs_total'), 'figures were told')
    assert.deepEqual(found(figures.body), [], 'figures')
    const lines = program.log.split('\n').filter((line) => found(line).length)
    assert.deepEqual(lines, [], 'log')
    assert.ok([...commands].some((line) => line.includes('__child')), 'children were seen')
    assert.deepEqual([...commands].filter((line) => found(line).length), [], 'words of processes')
    const jobs = rows(program, 'SELECT * FROM jobs')
    assert.ok(jobs.length >= 10, `${jobs.length} jobs`)
    assert.deepEqual(jobs.filter((job) => found(JSON.stringify(job)).length), [], 'jobs')
    assert.deepEqual(rows(program, 'SELECT * FROM outbox').filter((row) => found(JSON.stringify(row)).length), [], 'outbox')
    assert.deepEqual(rows(program, 'SELECT * FROM audit_log').filter((row) => found(JSON.stringify(row)).length), [], 'audit log')
    for (const { method, path, status, text, brought } of errors) {
      // The head of a page says to its owner whose account it is.
      const own = [...found(brought), ...(accounts && text.startsWith('<!DOCTYPE html>') ? ['name', 'mail'] : [])]
      const strange = found(text).filter((name) => !own.includes(name))
      assert.deepEqual(strange, [], `${method} ${path} ${status}: ${text}`)
    }
    const echoes = errors.filter(({ text }) => found(text).length).map(({ method, path, status, text }) => `${method} ${path.replaceAll(id, ':id')} ${status} ${text}`)
    if (process.env.SHOW) console.log([`${errors.length} errors, of which repeat their own sender:`, ...echoes].join('\n'))
  })

  test('and what would let somebody in is not even kept', async () => {
    const secrets = Object.fromEntries(Object.entries(words).filter(([name]) => SECRETS.some((secret) => name.includes(secret))))
    assert.ok(Object.keys(secrets).length >= (accounts ? SECRETS.length : 2))
    const all = await kept(program)
    assert.ok(all.some(([, bytes]) => found(bytes).includes('resume')), 'what is kept was read')
    assert.deepEqual(all.filter(([, bytes]) => within(secrets, bytes).length).map(([place, bytes]) => `${place}: ${within(secrets, bytes)}`), [])
  })
})
