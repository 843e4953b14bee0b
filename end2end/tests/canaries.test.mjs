// Words that nobody else uses go through the whole journey and through its faults. They come back to their owner alone: no log line, no
// figure, no job and no note of the outbox has one, and no error one that its own request did not bring.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { posting } from '../lib/contract.mjs'
import { start } from '../lib/program.mjs'

const word = () => 'zq' + [...randomBytes(9)].map((byte) => 'abcdefghijklmnop'[byte >> 4]).join('')
const names = [
  'name', 'mail', 'resume', 'heading', 'file', 'workspace', 'job', 'title', 'instruction', 'reply', 'reason', 'malformed', 'label', 'search',
  'bearer', 'key', 'tenant', 'token', 'address', 'method', 'broken', 'own', 'stored', 'secret', 'password',
]
const canaries = Object.fromEntries(names.map((name) => [name, word()]))
const phone = '555-0147'
canaries.phone = phone

const resume = `# Ada ${canaries.name}

${canaries.mail}@example.com · +1 ${phone} · Lisbon

## Experience

### Data Engineer, ${canaries.heading} Logistics
2019 – 2024

- Built a pipeline for ${canaries.resume} in Python that read 40 million rows a day
- Wrote Terraform modules for three teams

## Skills

Python, SQL, Terraform
`

const script = {
  repeat: true,
  steps: [
    { when: 'malformed', malformed: canaries.malformed },
    { when: 'down', status: 500 },
    {
      when: 'tailor',
      offline: true,
      text: [`About ${canaries.reply}.`],
      changes: [{ find: 'Wrote Terraform', insert: `Kept ${canaries.reply} in order`, reason: `Because of ${canaries.reason}.` }],
    },
  ],
}

describe('canaries', () => {
  let program
  const errors = []
  /** The words that processes were started with, as everybody on the machine sees them. */
  const words = new Set()
  let watch
  function look() {
    for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        words.add(readFileSync(`/proc/${id}/cmdline`, 'utf8'))
      } catch {} // It has ended.
    }
  }
  const found = (text) => Object.entries(canaries).filter(([, canary]) => text.toLowerCase().includes(canary))

  before(async () => {
    const levels = 'debug,server=trace,resumax=trace,services=trace,app=trace,domain=trace,migration=trace'
    const secrets = { RESUMAX_SECRET: canaries.secret.repeat(4), SMTP_URL: `smtp://ada:${canaries.password}@127.0.0.1:9` }
    program = await start({ AI_PROVIDER: 'mock', AI_MOCK_SCRIPT: JSON.stringify(script), RUST_LOG: levels, NO_COLOR: '1', ...secrets })
    watch = setInterval(look, 20)
  })
  after(() => {
    clearInterval(watch)
    return program.stop()
  })

  async function call(method, path, { body, headers = {} } = {}) {
    const plain = body === undefined || body instanceof FormData || typeof body === 'string'
    const sent = plain ? body : JSON.stringify(body)
    const type = body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }
    const address = path.startsWith('/api/') || path.startsWith('http') ? new URL(path, program.url) : new URL(`/api/v1${path}`, program.url)
    const reply = await fetch(address, { method, body: sent, headers: { ...type, ...headers }, redirect: 'manual' })
    const text = await reply.text()
    if (reply.status >= 400) {
      const form = body instanceof FormData ? await Promise.all([...body.values()].map((value) => value.text?.() ?? value)) : []
      const names = body instanceof FormData ? [...body.values()].map((value) => value.name ?? '') : []
      errors.push({ method, path, status: reply.status, text, brought: [unescape(String(address)), sent, ...form, ...names, JSON.stringify(headers)].join(' ') })
    }
    try {
      return { status: reply.status, body: JSON.parse(text) }
    } catch {
      return { status: reply.status, body: text }
    }
  }
  const get = (path, more) => call('GET', path, more)
  const post = (path, body = {}, headers = {}) => call('POST', path, { body, headers })
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
    const started = await post(`/sessions/${id}/messages`, { message })
    assert.equal(started.status, 202, JSON.stringify(started.body))
    return until(`/sessions/${id}/runs/${started.body.run_id}`, (run) => !['queued', 'running'].includes(run.status))
  }
  const rows = (query) => {
    const code = 'import json,sqlite3,sys; d=sqlite3.connect(sys.argv[1]); c=d.execute(sys.argv[2]); print(json.dumps(c.fetchall())); d.commit()'
    return JSON.parse(execFileSync('python3', ['-c', code, join(program.data, 'resumax.db'), query], { encoding: 'utf8' }))
  }

  let id
  test('the journey goes through', async () => {
    const session = await post('/sessions', { workspace_name: `Space ${canaries.workspace}` }, { 'idempotency-key': canaries.key, authorization: `Bearer ${canaries.bearer}` })
    id = session.body.session_id
    assert.equal((await upload(`/sessions/${id}/resume`, `cv-${canaries.file}.md`, resume)).status, 201)
    const text = posting.replace('Nordwind', canaries.job).replace('Senior', canaries.title)
    assert.equal((await post(`/sessions/${id}/jd`, { text })).status, 200)
    assert.equal((await get(`/sessions/${id}/analysis`)).status, 200)
    const { status, run_id } = await run(id, `Tailor it, and think of ${canaries.instruction}.`)
    assert.equal(status, 'waiting_approval')
    assert.ok(run_id)
    const [approval] = (await get(`/sessions/${id}/approvals`)).body.items
    const at = `/sessions/${id}/approvals/${approval.approval_id}`
    assert.ok(JSON.stringify(approval).includes(canaries.reply), 'the reply of the provider is seen')
    await get(`${at}/preview`)
    const [first] = approval.changes
    await post(`${at}/changes/${first.change_id}`, { decision: 'edited', text: `Led ${canaries.own} at Initrode.` })
    assert.equal((await post(`${at}/approve`)).status, 200)
    const versions = (await get(`/sessions/${id}/versions`)).body.items
    await call('PATCH', `/sessions/${id}/versions/${versions[0].version_id}`, { body: { label: canaries.label } })
    for (const format of ['pdf', 'docx', 'md', 'txt', 'json']) {
      const made = await post(`/sessions/${id}/export`, { format })
      assert.equal(made.status, 201, JSON.stringify(made.body))
      assert.equal((await fetch(new URL(made.body.download_url, program.url))).status, 200)
      canaries[`download ${format}`] = made.body.download_url.split('/').at(-1).toLowerCase()
    }
    assert.equal((await upload(`/sessions/${id}/files/upload`, `note-${canaries.file}.txt`, `On ${canaries.own}.`)).status, 201)
    assert.equal((await get(`/sessions/${id}/files/note-${canaries.file}.txt`)).status, 200)
    assert.equal((await upload('/resumes', `library-${canaries.file}.md`, resume)).status, 201)
    await post('/job-descriptions', { text: `${canaries.title} Engineer\n\n${posting}` })
    for (const path of [`/sessions?search=${canaries.search}`, '/resumes', '/job-descriptions', '/settings/metrics', '/settings/alerts', `/sessions/${id}/usage`]) {
      assert.equal((await get(path)).status, 200, path)
    }
    for (const page of ['/', `/sessions/${id}/resume`, `/sessions/${id}/job`, `/sessions/${id}/review`, `/sessions/${id}/history`, `/sessions/${id}/export`, '/jobs', '/trash', '/settings']) {
      assert.ok((await fetch(program.url + page)).status < 500, page)
    }
    await post('/settings/cleanup')
  })

  test('bad requests are refused without a word of others', async () => {
    await upload(`/sessions/${id}/resume`, `${canaries.file}.pdf`, `%PDF-1.7\n1 0 obj\n(${canaries.broken})\nendobj\ntrailer`)
    await upload(`/sessions/${id}/resume`, `${canaries.file}.docx`, Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.from(canaries.broken.repeat(50))]))
    await upload(`/sessions/${id}/resume`, `${canaries.file}.pdf`, `MZ\u0000\u0001${canaries.broken}`)
    await upload(`/sessions/${id}/resume`, `${canaries.file}.md`, '')
    await upload(`/sessions/${id}/files/upload`, `../${canaries.file}.txt`, 'x')
    for (const path of [
      `/sessions/sess_${canaries.address}`, `/sessions/${id}/runs/run_${canaries.address}`, `/sessions/${id}/files/${canaries.address}.txt`,
      `/sessions/${id}/files/%2e%2e%2f${canaries.address}`, `/downloads/${canaries.token}`, `/downloads/${canaries.token}.${canaries.token}`,
      `/no/such/${canaries.address}`, `/sessions?limit=${canaries.search}`, `/sessions?cursor=${canaries.search}`, `/sessions/${id}/files/%ff${canaries.address}`,
    ]) {
      assert.ok((await get(path)).status >= 400, path)
    }
    for (const body of [
      `{"message": ${canaries.instruction}`, { message: { [canaries.instruction]: 1 } }, { message: 'x', strategy: canaries.instruction }, `"${canaries.instruction}"`,
      { message: 'x', [canaries.instruction]: true },
    ]) {
      await post(`/sessions/${id}/messages`, body)
    }
    await post(`/sessions/${id}/messages`, { message: 'x' }, { 'idempotency-key': `${canaries.key} ${'x'.repeat(400)}` })
    await get('/sessions', { headers: { 'x-tenant-id': `${canaries.tenant} !` } })
    await get(`http://127.0.0.1:${new URL(program.url).port}/sessions/sess_${canaries.address}/review`)
    await call(canaries.method.toUpperCase(), '/sessions')
    await call('POST', `${program.url}/fn/${canaries.address}`, { body: `x=${canaries.instruction}`, headers: { 'content-type': 'application/x-www-form-urlencoded' } })
    await call('POST', '/sessions', { body: { workspace_name: canaries.workspace }, headers: { origin: `https://${canaries.address}.example`, 'sec-fetch-site': 'cross-site' } })
  })

  test('a provider that fails repeats nothing', async () => {
    await until(`/sessions/${id}`, (session) => !session.active_run_id)
    const failed = await run(id, `malformed: ${canaries.instruction}`)
    assert.equal(failed.status, 'failed')
    assert.ok(!JSON.stringify(failed).includes(canaries.malformed), 'what the provider said is not passed on')
    const { run_id } = (await post(`/sessions/${id}/messages`, { message: `down: ${canaries.instruction}` })).body
    await until(`/sessions/${id}/runs/${run_id}`, (run) => run.status !== 'queued')
    await new Promise((done) => setTimeout(done, 1500))
    await post(`/sessions/${id}/runs/${run_id}/interrupt`)
    await until(`/sessions/${id}/runs/${run_id}`, (run) => !['queued', 'running'].includes(run.status))
  })

  test('a store that is gone and rows that can’t be read are told by kind alone', async () => {
    const [objects, away] = [join(program.data, 'objects'), join(program.data, 'away')]
    const [[resume]] = rows('SELECT id FROM resumes LIMIT 1')
    renameSync(objects, away)
    writeFileSync(objects, 'a file where the folder was')
    assert.ok((await upload(`/sessions/${id}/files/upload`, `gone-${canaries.file}.txt`, canaries.own)).status >= 500)
    assert.ok((await get(`/resumes/${resume}/original`)).status >= 500)
    assert.ok((await get(`/sessions/${id}/files/note-${canaries.file}.txt`)).status >= 500)
    rmSync(objects)
    renameSync(away, objects)
    for (const folder of readdirSync(objects)) if (!folder.startsWith('.')) rmSync(join(objects, folder), { recursive: true, force: true })
    assert.ok((await get(`/sessions/${id}/files/note-${canaries.file}.txt`)).status >= 500, 'the bytes are not there')

    // What a newer program, or a slip by hand, may have left in a row.
    rows(`UPDATE versions SET document = '"${canaries.stored}"'`)
    rows(`UPDATE postings SET posting = '{"${canaries.stored}": "${canaries.stored}"}'`)
    await program.restart()
    const [version] = (await get(`/sessions/${id}/versions`)).body.items ?? []
    for (const path of [`/sessions/${id}/versions/${version?.version_id}`, `/sessions/${id}/analysis`, `/sessions/${id}/versions/${version?.version_id}/preview`]) {
      assert.equal((await get(path)).status, 500, path)
    }
    await post(`/sessions/${id}/export`, { format: 'pdf' })
    const begun = await post(`/sessions/${id}/messages`, { message: canaries.instruction })
    if (begun.status === 202) await until(`/sessions/${id}/runs/${begun.body.run_id}`, (run) => !['queued', 'running'].includes(run.status))
    for (const page of [`/sessions/${id}/review`, `/sessions/${id}/history`]) await (await fetch(program.url + page)).text()
  })

  test('and none of them is where it does not belong', async () => {
    assert.match(program.log, /a request failed/, 'faults were logged')
    assert.match(program.log, /stored value can't be read: JSON, Data at/, 'the fault of the row as well')
    assert.match(program.log, /route="\/api\/v1\/sessions\/\{id\}\/files\/\{\*path\}"/, 'requests are told by their routes')
    assert.ok(program.log.includes('DEBUG') && errors.length > 25 && errors.some(({ status }) => status === 500))
    assert.deepEqual(found(await (await fetch(`${program.url}/metrics`)).text()), [], 'figures')
    const lines = program.log.split('\n').filter((line) => found(line).length)
    assert.deepEqual(lines, [], 'log')
    assert.ok([...words].some((line) => line.includes('__child')), 'children were seen')
    assert.deepEqual([...words].filter((line) => found(line).length), [], 'words of processes')
    const jobs = rows('SELECT * FROM jobs')
    assert.ok(jobs.length >= 10, `${jobs.length} jobs`)
    assert.deepEqual(jobs.filter((job) => found(JSON.stringify(job)).length), [], 'jobs')
    assert.deepEqual(rows('SELECT * FROM outbox').filter((row) => found(JSON.stringify(row)).length), [], 'outbox')
    for (const { method, path, status, text, brought } of errors) {
      const strange = found(text).filter(([, canary]) => !brought.toLowerCase().includes(canary))
      assert.deepEqual(strange, [], `${method} ${path} ${status}: ${text}`)
    }
    const echoes = errors.filter(({ text }) => found(text).length).map(({ method, path, status, text }) => `${method} ${path.replaceAll(id, ':id')} ${status} ${text}`)
    if (process.env.SHOW) console.log([`${errors.length} errors, of which repeat their own sender:`, ...echoes].join('\n'))
  })
})
