// Two clients at once, the same call twice, interrupts at any moment, and kill -9 anywhere.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { client } from '../lib/api.mjs'
import { proposed, ready, types } from '../lib/contract.mjs'
import { start } from '../lib/program.mjs'
import { slow } from '../lib/walk.mjs'

const wait = (ms) => new Promise((done) => setTimeout(done, ms))
const ends = (events) => types(events).filter((type) => /^run_(completed|failed|interrupted)$/.test(type))

/** History, status and approvals of a run that has ended say the same. */
async function agrees(api, id, run) {
  const events = await api.events(id, run)
  assert.equal(events[0].type, 'run_started')
  assert.deepEqual([ends(events).length, types(events).at(-1)], [1, ends(events)[0]])
  const numbers = events.map((event) => Number(event.event_id.split('_').at(-1)))
  assert.deepEqual(numbers, numbers.map((_, at) => at + 1), 'no event is lost or doubled')
  const changes = events.filter((event) => event.type === 'change_proposed').map((event) => event.payload.change_id)
  assert.equal(new Set(changes).size, changes.length)
  const { status } = (await api.get(`/sessions/${id}/runs/${run}`)).body
  assert.equal(`run_${status}`, events.at(-1).type)
  const session = (await api.get(`/sessions/${id}`)).body
  assert.deepEqual([session.active_run_id, session.pending_approvals_count], [null, 0])
  assert.deepEqual((await api.get(`/sessions/${id}/approvals`)).body.items, [])
  const versions = (await api.get(`/sessions/${id}/versions`)).body.items.filter((version) => version.run_id === run)
  assert.ok(versions.length <= 1)
  assert.equal(types(events).includes('tool_result') && versions.length === 1, versions.length === 1)
  return { status, events }
}

describe('two clients at once', () => {
  let program, api, other
  before(async () => {
    program = await start()
    api = client(program.url)
    other = client(program.url)
  })
  after(() => program.stop())

  test('no decision is lost, and one approval wins', async () => {
    const id = await ready(api)
    const { run, approval, at } = await proposed(api, id)
    const wanted = new Map(approval.changes.map((change, n) => [change.change_id, n % 3 ? 'rejected' : 'approved']))
    const decide = ([change, decision], n) => (n % 2 ? api : other).post(`${at}/changes/${change}`, { decision })
    const replies = await Promise.all([...wanted].map(decide))
    assert.ok(replies.every((reply) => reply.status === 200))
    const [now] = (await api.get(`/sessions/${id}/approvals`)).body.items
    assert.deepEqual(new Map(now.changes.map((change) => [change.change_id, change.decision])), wanted)
    const approvals = await Promise.all([api.post(`${at}/approve`), other.post(`${at}/approve`), other.post(`${at}/reject`)])
    const statuses = approvals.map((reply) => reply.status).sort()
    assert.deepEqual(statuses, [200, 409, 409])
    for (const reply of approvals.filter((one) => one.status === 409)) assert.equal(reply.body.error.code, 'ALREADY_DECIDED')
    const late = await other.post(`${at}/changes/${approval.changes[0].change_id}`, { decision: 'rejected' })
    assert.deepEqual([late.status, late.body.error.code], [409, 'ALREADY_DECIDED'])
    const { events } = await agrees(api, id, run.run_id)
    assert.equal(events.filter((event) => event.type === 'change_decided').length, wanted.size)
  })

  test('decisions while another approves are in the version or refused', async () => {
    for (let turn = 0; turn < 5; turn++) {
      const id = await ready(api)
      const { run, approval, at } = await proposed(api, id)
      const [first, ...rest] = approval.changes
      const all = await Promise.all([
        api.post(`${at}/approve`),
        ...rest.map((change) => other.post(`${at}/changes/${change.change_id}`, { decision: 'rejected' })),
      ])
      assert.equal(all[0].status, 200, JSON.stringify(all[0].body))
      const diff = (await api.get(`/sessions/${id}/versions/${approval.args.base_version_id}/diff/${all[0].body.version_id}`)).body.blocks
      for (const [n, change] of rest.entries()) {
        assert.ok([200, 409].includes(all[n + 1].status))
        if (all[n + 1].status === 200 && change.kind === 'replace')
          assert.ok(!diff.some((block) => block.after === change.after), `a rejected change was written: ${change.after}`)
      }
      assert.ok(first)
      await agrees(api, id, run.run_id)
    }
  })

  test('the same message twice starts one run', async () => {
    const id = await ready(api)
    const asked = { message: 'Tailor.', idempotency_key: 'once' }
    const same = await Promise.all([1, 2, 3, 4].map((n) => (n % 2 ? api : other).post(`/sessions/${id}/messages`, asked)))
    assert.deepEqual(same.map((reply) => reply.status), [202, 202, 202, 202])
    assert.equal(new Set(same.map((reply) => reply.body.run_id)).size, 1)
    const next = await ready(api)
    const bare = await Promise.all([1, 2, 3].map(() => api.post(`/sessions/${next}/messages`, { message: 'Tailor.' })))
    assert.deepEqual(bare.map((reply) => reply.status).sort(), [202, 409, 409])
  })

  test('a proposal that the resume has moved on under is merged, and what no longer fits is marked', async () => {
    const id = await ready(api)
    const first = await proposed(api, id)
    const approved = (await api.post(`${first.at}/approve`)).body
    const { approval, at } = await proposed(api, id, 'Shorten the summary.').catch(() => ({}))
    if (!approval) return
    assert.equal(approval.args.base_version_id, approved.version_id)
    const back = await other.post(`/sessions/${id}/versions/${first.approval.args.base_version_id}/restore`)
    assert.equal(back.status, 200)
    const [now] = (await api.get(`/sessions/${id}/approvals`)).body.items
    const fits = now.changes.some((change) => !change.stale)
    const decided = await api.post(`${at}/approve`)
    assert.deepEqual([decided.status, decided.body.error?.code], fits ? [200, undefined] : [409, 'STALE_VERSION'])
    if (!fits) assert.equal((await api.post(`${at}/reject`)).status, 200)
    const versions = (await api.get(`/sessions/${id}/versions`)).body.items
    assert.ok(versions.some((version) => version.version_id === back.body.version_id), 'the other client’s version is still there')
  })
})

describe('with a slow provider', () => {
  let program, api
  before(async () => {
    program = await start(slow(45))
    api = client(program.url)
  })
  after(() => program.stop())

  test('an interrupt at any moment leaves one end', async () => {
    for (const ms of [0, 5, 20, 45, 90, 180, 300, 420, 520, 650, 900]) {
      const id = await ready(api)
      const { body: run } = await api.post(`/sessions/${id}/messages`, { message: 'Tailor.' })
      await wait(ms)
      const [one, two] = await Promise.all([1, 2].map(() => api.post(`/sessions/${id}/runs/${run.run_id}/interrupt`)))
      for (const reply of [one, two]) assert.ok([200, 202].includes(reply.status), `${ms} ms: ${reply.status}`)
      const { status } = await agrees(api, id, run.run_id)
      assert.equal(status, 'interrupted', `${ms} ms`)
      const next = await api.post(`/sessions/${id}/messages`, { message: 'Again.' })
      assert.equal(next.status, 202, 'the session is free again')
      await api.post(`/sessions/${id}/runs/${next.body.run_id}/interrupt`)
    }
  })

  test('kill -9 at any moment: the run goes on and nothing is lost or doubled', async () => {
    for (const ms of [0, 15, 60, 140, 260, 400, 560]) {
      const id = await ready(api)
      const { body: run } = await api.post(`/sessions/${id}/messages`, { message: 'Tailor.' })
      const before = (await api.get(`/sessions/${id}`)).body.head_version_id
      await wait(ms)
      await program.kill9()
      await program.launch()
      const events = await api.events(id, run.run_id, { until: (event) => event.type === 'tool_call_proposed' })
      assert.equal(events.at(-1).type, 'tool_call_proposed', `${ms} ms: ${types(events)}`)
      assert.equal((await api.get(`/sessions/${id}`)).body.head_version_id, before, 'nothing is written before an approval')
      const [approval] = (await api.get(`/sessions/${id}/approvals`)).body.items
      // The second kill is in the middle of the decision: all of it happened, or nothing.
      const asked = api.post(`/sessions/${id}/approvals/${approval.approval_id}/approve`).catch(() => undefined)
      await wait(ms / 40)
      await program.kill9()
      const answered = await asked
      await program.launch()
      const session = (await api.get(`/sessions/${id}`)).body
      if (answered) assert.equal(session.head_version_id, answered.body.version_id, 'what was acknowledged is kept')
      const { status } = (await api.get(`/sessions/${id}/runs/${run.run_id}`)).body
      assert.equal(status, session.head_version_id === before ? 'waiting_approval' : 'completed')
      if (status === 'waiting_approval') assert.equal((await api.post(`/sessions/${id}/approvals/${approval.approval_id}/approve`)).status, 200)
      assert.equal((await agrees(api, id, run.run_id)).status, 'completed')
    }
  })
})

describe('with a provider that takes seconds', () => {
  let program, api
  before(async () => {
    program = await start(slow(400))
    api = client(program.url)
  })
  after(() => program.stop())

  test('changes can be decided while the run still streams, and only a whole proposal waits', async () => {
    const id = await ready(api)
    const { body: run } = await api.post(`/sessions/${id}/messages`, { message: 'Tailor.' })
    const [change] = (await api.events(id, run.run_id, { until: (event) => event.type === 'change_proposed' })).slice(-1)
    assert.deepEqual((await api.get(`/sessions/${id}/approvals`)).body.items, [])
    const { approval_id, change_id } = change.payload
    const decided = await api.post(`/sessions/${id}/approvals/${approval_id}/changes/${change_id}`, { decision: 'rejected' })
    assert.equal(decided.status, 200)
    const early = await api.post(`/sessions/${id}/approvals/${approval_id}/approve`)
    assert.deepEqual([early.status, early.body.error.code], [409, 'INVALID_STATE'])
    await api.events(id, run.run_id, { until: (event) => event.type === 'tool_call_proposed' })
    const [approval] = (await api.get(`/sessions/${id}/approvals`)).body.items
    assert.equal(approval.approval_id, approval_id)
    assert.equal(approval.changes.find((one) => one.change_id === change_id).decision, 'rejected')
    assert.equal((await api.post(`/sessions/${id}/approvals/${approval_id}/approve`)).status, 200)
    await agrees(api, id, run.run_id)
  })

  test('a run that kills its worker three times is given up and says why', async () => {
    const id = await ready(api)
    const { body: run } = await api.post(`/sessions/${id}/messages`, { message: 'Tailor.' })
    for (let crash = 0; crash < 3; crash++) {
      // At work by now, and far from its end.
      await wait(700)
      await program.kill9()
      await program.launch()
    }
    const { status } = await agrees(api, id, run.run_id)
    assert.equal(status, 'failed')
    const { error, ended_at } = (await api.get(`/sessions/${id}/runs/${run.run_id}`)).body
    assert.deepEqual([error.code, error.details.last_error], ['INTERNAL', 'its workers died'])
    assert.ok(ended_at)
    assert.equal((await api.post(`/sessions/${id}/messages`, { message: 'Again.' })).status, 202)
  })
})
