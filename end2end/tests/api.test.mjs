// The journey over the REST API, by a client that knows only its contract.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { client } from '../lib/api.mjs'
import { start } from '../lib/program.mjs'

const fixture = (name) => join(import.meta.dirname, '../fixtures', name)
const posting = readFileSync(fixture('posting.txt'), 'utf8')
const slow = readFileSync(fixture('slow.mock.json'), 'utf8')

async function ready(api) {
  const { body: session } = await api.post('/sessions', { workspace_name: 'Data engineer' })
  const id = session.session_id
  const upload = await api.upload(`/sessions/${id}/resume`, fixture('resume.pdf'))
  assert.equal(upload.status, 201, JSON.stringify(upload.body))
  const jd = await api.post(`/sessions/${id}/jd`, { text: posting })
  assert.equal(jd.status, 200, JSON.stringify(jd.body))
  return id
}

const types = (events) => events.map((event) => event.type)

describe('with the offline provider', () => {
  let program, api
  before(async () => {
    program = await start()
    api = client(program.url)
  })
  after(() => program.stop())

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
    const evil = await fetch(`${api.base}/sessions`, { method: 'POST', headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' } })
    assert.equal(evil.status, 403)
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
