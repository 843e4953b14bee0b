// The journey over the REST API, by a client that knows only its contract.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { client } from '../lib/api.mjs'
import { fixture, posting, proposed, ready, record, types, undescribed } from '../lib/contract.mjs'
import { start } from '../lib/program.mjs'

const slow = readFileSync(fixture('slow.mock.json'), 'utf8')
const calls = record()

/** A path that no client would send as it is. */
const raw = (url, path) =>
  new Promise((done, failed) => {
    const { port } = new URL(url)
    request({ port, host: '127.0.0.1', path }, (reply) => {
      let text = ''
      reply.on('data', (part) => (text += part)).on('end', () => done({ status: reply.statusCode, body: JSON.parse(text) }))
    })
      .on('error', failed)
      .end()
  })

describe('with the offline provider', () => {
  let program, api
  before(async () => {
    program = await start()
    api = client(program.url)
  })
  after(async () => {
    const { body: document } = await api.get('/openapi.json')
    await program.stop()
    const strays = [/^get \/no\/such\/call/, /^get \/openapi.json/]
    assert.deepEqual(undescribed(calls, document).filter((call) => !strays.some((stray) => stray.test(call))), [])
  })

  test('the whole journey', async () => {
    const created = await api.post('/sessions', { workspace_name: 'Journey' })
    assert.equal(created.status, 201)
    assert.equal(created.body.workflow_state, 'draft')
    assert.deepEqual(created.body.settings, { auto_approve: false })
    const id = created.body.session_id
    assert.match(id, /^sess_/)

    const early = await api.post(`/sessions/${id}/jd`, { text: posting })
    assert.deepEqual([early.status, early.body.error.code], [409, 'INVALID_STATE'])

    const upload = await api.upload(`/sessions/${id}/resume`, fixture('resume.pdf'))
    assert.equal(upload.status, 201)
    assert.equal(upload.body.workflow_state, 'resume_uploaded')
    assert.equal(upload.body.mime_type, 'application/pdf')
    assert.match(upload.body.path, /\.md$/)
    const original = await api.bytes(`/sessions/${id}/files/original%2Fresume.pdf`)
    assert.deepEqual(original, readFileSync(fixture('resume.pdf')))

    const jd = await api.post(`/sessions/${id}/jd`, { text: posting })
    assert.deepEqual([jd.status, jd.body.workflow_state], [200, 'jd_provided'])
    assert.ok(jd.body.title)

    const analysis = await api.get(`/sessions/${id}/analysis`)
    assert.equal(analysis.status, 200)
    assert.ok(analysis.body.score >= 0 && analysis.body.score <= 100)
    for (const part of ['points', 'present', 'rephrased', 'missing', 'ats']) assert.ok(Array.isArray(analysis.body[part]), part)
    assert.equal((await api.get(`/sessions/${id}`)).body.workflow_state, 'gap_analyzed')

    const message = { message: 'Tailor this resume.', strategy: 'balanced', idempotency_key: 'once' }
    const run = await api.post(`/sessions/${id}/messages`, message)
    assert.equal(run.status, 202)
    assert.equal((await api.post(`/sessions/${id}/messages`, message)).body.run_id, run.body.run_id)
    const other = await api.post(`/sessions/${id}/messages`, { ...message, message: 'Another.' })
    assert.deepEqual([other.status, other.body.error.code], [409, 'IDEMPOTENCY_CONFLICT'])

    const streamed = await api.events(id, run.body.run_id, { until: (event) => event.type === 'tool_call_proposed' })
    assert.equal(streamed[0].type, 'run_started')
    assert.ok(types(streamed).includes('change_proposed'))
    const ids = streamed.map((event) => event.event_id)
    assert.deepEqual(ids, [...ids].sort())
    assert.equal((await api.get(`/sessions/${id}/runs/${run.body.run_id}`)).body.status, 'waiting_approval')
    const second = await api.post(`/sessions/${id}/messages`, { message: 'Now?' })
    assert.deepEqual([second.status, second.body.error.code], [409, 'ACTIVE_RUN_EXISTS'])

    const { body: approvals } = await api.get(`/sessions/${id}/approvals`)
    assert.equal(approvals.items.length, 1)
    const [approval] = approvals.items
    assert.equal(approval.tool_name, 'resume_edit')
    assert.equal(approval.status, 'pending')
    assert.equal(approval.args.path, upload.body.path)
    assert.ok(approval.changes.length >= 8, `${approval.changes.length} changes`)

    const [first, next, third, ...rest] = approval.changes
    const at = `/sessions/${id}/approvals/${approval.approval_id}`
    assert.equal((await api.post(`${at}/changes/${first.change_id}`, { decision: 'rejected' })).status, 200)
    const invented = await api.post(`${at}/changes/${next.change_id}`, { decision: 'edited', text: 'Raised revenue by 4711 % at Initrode.' })
    assert.deepEqual([invented.status, invented.body.error.code], [422, 'UNSUPPORTED_CLAIM'])
    assert.equal((await api.post(`${at}/changes/${next.change_id}`, { decision: 'approved' })).status, 200)

    const approved = await api.post(`${at}/approve`, {
      changes: [{ change_id: third.change_id, decision: 'approved' }, ...rest.map((change) => ({ change_id: change.change_id, decision: 'approved' }))],
    })
    assert.equal(approved.status, 200, JSON.stringify(approved.body))
    assert.equal(approved.body.status, 'approved')
    assert.equal(approved.body.run_id, run.body.run_id)
    assert.equal((await api.post(`${at}/approve`)).status, 409)

    const all = await api.events(id, run.body.run_id)
    const order = types(all)
    for (const [a, b] of [['tool_call_proposed', 'tool_call_approved'], ['tool_call_approved', 'tool_result'], ['tool_result', 'run_completed']]) {
      assert.ok(order.indexOf(a) >= 0 && order.indexOf(a) < order.indexOf(b), `${a} < ${b} in ${order}`)
    }
    assert.equal(order.at(-1), 'run_completed')
    const replay = await api.events(id, run.body.run_id, { after: ids.at(-1) })
    assert.deepEqual(replay, all.slice(ids.length))

    const session = (await api.get(`/sessions/${id}`)).body
    assert.equal(session.workflow_state, 'rewrite_applied')
    assert.equal(session.active_run_id, null)
    assert.equal(session.head_version_id, approved.body.version_id)
    assert.equal(session.usage.completed_run_count, 1)

    const versions = (await api.get(`/sessions/${id}/versions`)).body.items
    assert.deepEqual(versions.map((version) => version.made_by), ['run', 'import'])
    const diff = (await api.get(`/sessions/${id}/versions/${versions[1].version_id}/diff/${versions[0].version_id}`)).body
    assert.ok(diff.blocks.length > 0)

    for (const format of ['pdf', 'docx', 'md', 'txt', 'json']) {
      const made = await api.post(`/sessions/${id}/export`, { format })
      assert.equal(made.status, 201, JSON.stringify(made.body))
      assert.equal(made.body.workflow_state, 'exported')
      assert.deepEqual(made.body.round_trip.lost, [], format)
      const file = await fetch(new URL(made.body.download_url, program.url))
      assert.equal(file.status, 200)
      assert.match(file.headers.get('content-disposition'), /^attachment/)
      const bytes = Buffer.from(await file.arrayBuffer())
      assert.deepEqual(bytes, await api.bytes(`/sessions/${id}/files/${encodeURIComponent(made.body.artifact_path)}`))
      const forged = await fetch(new URL(made.body.download_url.slice(0, -2) + 'xx', program.url))
      assert.equal(forged.status, 404)
    }

    const restored = await api.post(`/sessions/${id}/versions/${versions[1].version_id}/restore`)
    assert.equal(restored.status, 200)
    assert.equal((await api.get(`/sessions/${id}/versions`)).body.items.length, 3)
  })

  test('auto-approve writes without asking, and a second run of the same session is possible', async () => {
    const id = await ready(api)
    assert.deepEqual((await api.post(`/sessions/${id}/settings/auto-approve`, { enabled: true })).body, { enabled: true })
    const run = (await api.post(`/sessions/${id}/messages`, { message: 'Tailor.' })).body
    const events = await api.events(id, run.run_id)
    assert.ok(!types(events).includes('tool_call_proposed'))
    assert.ok(types(events).includes('tool_result'))
    assert.equal(events.at(-1).type, 'run_completed')
    const again = (await api.post(`/sessions/${id}/messages`, { message: 'Once more.' })).body
    assert.equal((await api.events(id, again.run_id)).at(-1).type, 'run_completed')
  })

  test('a rejected proposal writes nothing', async () => {
    const id = await ready(api)
    const head = (await api.get(`/sessions/${id}`)).body.head_version_id
    const run = (await api.post(`/sessions/${id}/messages`, { message: 'Tailor.' })).body
    await api.events(id, run.run_id, { until: (event) => event.type === 'tool_call_proposed' })
    const [approval] = (await api.get(`/sessions/${id}/approvals`)).body.items
    const rejected = await api.post(`/sessions/${id}/approvals/${approval.approval_id}/reject`)
    assert.deepEqual([rejected.status, rejected.body.status], [200, 'rejected'])
    const events = await api.events(id, run.run_id)
    assert.ok(types(events).includes('tool_call_rejected'))
    assert.ok(!types(events).includes('tool_result'))
    assert.equal(events.at(-1).type, 'run_completed')
    assert.equal((await api.get(`/sessions/${id}`)).body.head_version_id, head)
  })

  test('another tenant finds nothing', async () => {
    const id = await ready(api)
    const other = client(program.url, { 'x-tenant-id': 'someone-else' })
    for (const path of ['', '/usage', '/analysis', '/approvals', '/versions', '/files']) {
      const reply = await other.get(`/sessions/${id}${path}`)
      assert.deepEqual([reply.status, reply.body.error?.code], [404, 'SESSION_NOT_FOUND'], path)
    }
    assert.equal((await other.get('/sessions')).body.items.length, 0)
  })

  test('bad input is answered with its code, and ids come back', async () => {
    const id = await ready(api)
    const bad = [
      [await api.get('/sessions/sess_nothing'), 404, 'SESSION_NOT_FOUND'],
      [await api.get(`/sessions/${id}/runs/run_nothing`), 404, 'RUN_NOT_FOUND'],
      [await api.get(`/sessions/${id}/versions/ver_nothing`), 404, 'VERSION_NOT_FOUND'],
      [await api.get(`/sessions/${id}/files/nothing.txt`), 404, 'FILE_NOT_FOUND'],
      [await api.get(`/sessions/${id}/files/%2e%2e%2fsecret`), 422, 'INVALID_PATH'],
      [await api.get(`/sessions/${id}/files/a%00b`), 422, 'INVALID_PATH'],
      [await api.post(`/sessions/${id}/approvals/appr_nothing/approve`), 404, 'APPROVAL_NOT_FOUND'],
      [await api.upload(`/sessions/${id}/resume`, { name: 'x.pdf', bytes: Buffer.from('MZ\u0000\u0001not a resume') }), 422, 'UNSUPPORTED_FILE_TYPE'],
      [await api.upload(`/sessions/${id}/resume`, { name: 'x.txt', bytes: Buffer.alloc(6_000_000, 'a') }), 422, 'UPLOAD_TOO_LARGE'],
      [await api.get('/no/such/call'), 404, 'NOT_FOUND'],
    ]
    for (const [reply, status, code] of bad) {
      assert.deepEqual([reply.status, reply.body.error?.code], [status, code])
      assert.equal(reply.body.error.request_id, reply.headers.get('x-request-id'))
    }
    const reply = await fetch(`${api.base}/sessions`, { headers: { 'x-request-id': 'mine-1' } })
    assert.equal(reply.headers.get('x-request-id'), 'mine-1')
    for (const path of ['../secret', '..', '/etc/passwd', 'a/../../b', '']) {
      const refused = await raw(program.url, `/api/v1/sessions/${id}/files/${path}`)
      assert.deepEqual([refused.status, refused.body.error?.code], [422, 'INVALID_PATH'], path)
    }
    const nobody = await client(program.url, { 'x-tenant-id': 'not a tenant' }).get('/sessions')
    assert.deepEqual([nobody.status, nobody.body.error?.code], [400, 'BAD_REQUEST'])
    for (const query of ['/sessions?limit=many', '/sessions?cursor=x', `/sessions/${id}/versions?cursor=x`]) assert.equal((await api.get(query)).body.error?.code, 'BAD_REQUEST', query)
    assert.match((await api.get('/sessions?limit=many')).body.error.message, /limit/)
    for (const body of ['{', '[]', 'null', '"x"', '{"auto_approve":"yes"}']) {
      const reply = await fetch(`${api.base}/sessions`, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
      assert.deepEqual([reply.status, (await reply.json()).error.code], [400, 'BAD_REQUEST'], body)
    }
    const evil = await fetch(`${api.base}/sessions`, { method: 'POST', headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' } })
    assert.deepEqual([evil.status, (await evil.json()).error.code], [403, 'FORBIDDEN'])
  })

  test('a resume that is too large is kept, with the reason', async () => {
    const own = client(program.url, { 'x-tenant-id': 'large' })
    const refused = await own.upload('/resumes', { name: 'large.txt', bytes: Buffer.alloc(6_000_000, 'a') })
    assert.deepEqual([refused.status, refused.body.error.code], [422, 'UPLOAD_TOO_LARGE'])
    const { items } = (await own.get('/resumes')).body
    assert.deepEqual(items.map((one) => [one.resume_id, one.size, one.parse_status]), [[refused.body.error.details.resume_id, 6_000_000, 'failed']])
    assert.equal((await own.bytes(`/resumes/${items[0].resume_id}/original`)).length, 6_000_000)
  })

  test('a session is opened once a key', async () => {
    const keyed = client(program.url, { 'idempotency-key': 'open-1', 'x-tenant-id': 'keyed' })
    const first = await keyed.post('/sessions', { workspace_name: 'Once' })
    const again = await keyed.post('/sessions', { workspace_name: 'Once' })
    assert.deepEqual([first.status, again.status, again.body.session_id], [201, 201, first.body.session_id])
    const other = await keyed.post('/sessions', { workspace_name: 'Twice' })
    assert.deepEqual([other.status, other.body.error.code], [409, 'IDEMPOTENCY_CONFLICT'])
    assert.equal((await keyed.get('/sessions')).body.items.length, 1)
  })

  test('lists come in pages', async () => {
    const own = client(program.url, { 'x-tenant-id': 'pages' })
    const ids = []
    for (let n = 0; n < 5; n++) ids.unshift((await own.post('/sessions', { workspace_name: `No. ${n}` })).body.session_id)
    const seen = []
    let cursor = ''
    for (let turn = 0; turn < 5 && cursor !== null; turn++) {
      const { body } = await own.get(`/sessions?limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
      assert.ok(body.items.length <= 2)
      seen.push(...body.items.map((session) => session.session_id))
      cursor = body.next_cursor
    }
    assert.deepEqual(seen, ids)
    const id = await ready(own)
    const { body: exported } = await own.post(`/sessions/${id}/export`, {})
    await own.upload(`/sessions/${id}/resume`, fixture('resume.docx'))
    const newest = (await own.get(`/sessions/${id}/versions?limit=1`)).body
    const oldest = (await own.get(`/sessions/${id}/versions?limit=1&cursor=${newest.next_cursor}`)).body
    assert.deepEqual([newest.items[0].number, oldest.items[0].number, oldest.next_cursor], [2, 1, null])
    assert.equal((await own.get(`/sessions/${id}/exports`)).body.items[0].artifact_id, exported.artifact_id)
    for (const library of ['/resumes', '/job-descriptions']) {
      const { body } = await own.get(`${library}?limit=1`)
      assert.equal(body.items.length, 1)
      const key = Object.keys(body.items[0]).find((name) => name.endsWith('_id'))
      assert.equal((await own.get(`${library}/${body.items[0][key]}`)).body[key], body.items[0][key])
      assert.equal((await own.delete(`${library}/${body.items[0][key]}`)).status, 204)
      assert.equal((await own.get(`${library}/${body.items[0][key]}`)).status, 404)
    }
    assert.equal((await own.get(`/sessions/${id}/analysis`)).status, 200, 'a session keeps what the library has thrown away')
  })

  test('a file is what it holds, not what it is called', async () => {
    const id = await ready(api)
    const markdown = { name: 'cv', bytes: Buffer.from('# Ada Example\n\nada@example.com\n\n## Skills\n\n- Rust\n') }
    assert.equal((await api.upload(`/sessions/${id}/resume`, markdown)).body.mime_type, 'text/markdown')
    const note = await api.upload(`/sessions/${id}/files/upload`, { name: 'note.pdf', bytes: Buffer.from('A note.') })
    assert.deepEqual([note.status, note.body.mime_type, note.body.path, note.body.size], [201, 'text/plain', 'note.pdf', 7])
    assert.equal((await api.upload(`/sessions/${id}/files/upload`, { name: 'upload', bytes: Buffer.from('Called like the call.') })).status, 201)
    assert.equal((await api.get(`/sessions/${id}/files/upload`)).status, 200)
    const { files } = (await api.get(`/sessions/${id}/files`)).body
    assert.ok(files.every((file) => file.path && file.size >= 0 && file.updated_at.endsWith('Z')))
    for (const path of ['note.pdf', 'original/cv', 'original/resume.pdf', 'cv.md']) assert.ok(files.some((file) => file.path === path), path)
  })

  test('the same version exports to the same tagged PDF, which a second reader reads, and its pages can be looked at', async () => {
    const id = await ready(api)
    for (const template of ['classic', 'modern', 'compact', 'formal']) {
      const [one, two] = [await api.post(`/sessions/${id}/export`, { format: 'pdf', template }), await api.post(`/sessions/${id}/export`, { format: 'pdf', template })]
      assert.equal(one.status, 201, JSON.stringify(one.body))
      assert.equal(one.body.sha256, two.body.sha256)
      assert.deepEqual(one.body.round_trip.lost, [])
      const bytes = Buffer.from(await (await fetch(one.body.download_url)).arrayBuffer())
      for (const mark of ['/MarkInfo', '/StructTreeRoot', 'pdfuaid:part']) assert.ok(bytes.includes(mark), `${template}: ${mark}`)
      assert.match(execFileSync('pdftotext', ['-', '-'], { input: bytes, encoding: 'utf8' }), /Siobhán Katz-Ramírez/)
      const page = `/sessions/${id}/versions/${one.body.version_id}/preview?template=${template}&page=`
      const last = await fetch(api.base + page + one.body.pages)
      assert.deepEqual([last.status, last.headers.get('content-type'), last.headers.get('x-page-count')], [200, 'image/png', String(one.body.pages)])
      const beyond = await api.get(page + (one.body.pages + 1))
      assert.deepEqual([beyond.status, beyond.body.error.code], [404, 'NOT_FOUND'])
    }
  })

  test('an operator sees how the instance is', async () => {
    assert.deepEqual(Object.keys((await api.get('/settings/provider-policy')).body).sort(), ['fallback_chain', 'retry'])
    const metrics = (await api.get('/settings/metrics')).body
    for (const name of ['sessions', 'queue_depth', 'runs_total', 'p95_latency_ms', 'total_estimated_cost_usd']) assert.equal(typeof metrics[name], 'number', name)
    assert.ok((await api.get('/settings/alerts')).body.items.every((alert) => ['ok', 'alert'].includes(alert.status)))
    assert.deepEqual(Object.keys((await api.post('/settings/cleanup')).body).sort(), ['removed_artifact_files', 'removed_sessions', 'removed_workspace_files'])
    assert.match(await (await fetch(`${program.url}/metrics`)).text(), /^resumax_runs_total \d+$/m)
    for (const address of ['healthz', 'readyz']) assert.equal((await fetch(`${program.url}/${address}`)).status, 200)
  })
})

describe('with a slow provider', () => {
  let program, api
  before(async () => {
    program = await start({ AI_PROVIDER: 'mock', AI_MOCK_SCRIPT: slow })
    api = client(program.url)
  })
  after(() => program.stop())

  test('a run is interrupted in the middle', async () => {
    const id = await ready(api)
    const run = (await api.post(`/sessions/${id}/messages`, { message: 'Tailor.' })).body
    await api.events(id, run.run_id, { until: (event) => event.type === 'change_proposed' })
    const interrupted = await api.post(`/sessions/${id}/runs/${run.run_id}/interrupt`)
    assert.deepEqual([interrupted.status, interrupted.body.status], [202, 'interrupting'])
    const events = await api.events(id, run.run_id)
    assert.equal(events.at(-1).type, 'run_interrupted')
    assert.equal(types(events).filter((type) => /^run_(completed|failed|interrupted)$/.test(type)).length, 1)
    assert.deepEqual((await api.get(`/sessions/${id}/approvals`)).body.items, [])
    const again = await api.post(`/sessions/${id}/runs/${run.run_id}/interrupt`)
    assert.deepEqual([again.status, again.body.status], [200, 'interrupted'])
  })

  test('kill -9 in the middle of a run: it goes on after the restart', async () => {
    const id = await ready(api)
    const run = (await api.post(`/sessions/${id}/messages`, { message: 'Tailor.' })).body
    await api.events(id, run.run_id, { until: (event) => event.type === 'change_proposed' })
    await program.kill9()
    const killed = Date.now()
    await program.launch()
    const events = await api.events(id, run.run_id, { until: (event) => event.type === 'tool_call_proposed' })
    assert.equal(events.at(-1).type, 'tool_call_proposed')
    assert.ok(Date.now() - killed < 20_000, `${Date.now() - killed} ms`)
    assert.equal(types(events).filter((type) => type === 'run_started').length, 1)
    const changes = events.filter((event) => event.type === 'change_proposed').map((event) => event.payload.change_id)
    assert.equal(new Set(changes).size, changes.length)
    const [approval] = (await api.get(`/sessions/${id}/approvals`)).body.items
    assert.equal((await api.post(`/sessions/${id}/approvals/${approval.approval_id}/approve`)).status, 200)
    assert.equal((await api.events(id, run.run_id)).at(-1).type, 'run_completed')
  })
})
