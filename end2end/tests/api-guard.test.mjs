// What is not proved gets in only by the owner's word, over the API as in the page. And: what runs may cost.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { client } from '../lib/api.mjs'
import { proposed, ready, types } from '../lib/contract.mjs'
import { start } from '../lib/program.mjs'

const bold = {
  repeat: true,
  steps: [
    {
      changes: [
        { find: 'Wrote Terraform modules', replace: 'Wrote Terraform modules still in use today.', reason: 'Shorter.' },
        { find: 'Automated patching', append: ' Saved $7.5M.', reason: 'Bolder.' },
      ],
      input_tokens: 1000,
      output_tokens: 200,
      cost_usd: 0.01,
    },
  ],
}
const word = 'This is true because I kept the books of that year.'

describe('a claim that the resume does not show', () => {
  let program, api
  before(async () => {
    program = await start({ AI_PROVIDER: 'mock', AI_MOCK_SCRIPT: JSON.stringify(bold) })
    api = client(program.url)
  })
  after(() => program.stop())

  const head = async (id) => {
    const { head_version_id } = (await api.get(`/sessions/${id}`)).body
    return (await api.get(`/sessions/${id}/versions/${head_version_id}`)).body.markdown
  }

  test('starts rejected, and accepting all leaves it out', async () => {
    const id = await ready(api)
    const { approval, at } = await proposed(api, id)
    const [plain, claim] = approval.changes[0].after.includes('Terraform') ? approval.changes : [...approval.changes].reverse()
    assert.deepEqual([plain.decision, claim.decision], ['pending', 'rejected'])
    assert.ok(claim.findings.some((finding) => !finding.supported))
    assert.equal((await api.post(`${at}/approve`)).status, 200)
    const text = await head(id)
    assert.ok(text.includes('still in use today') && !text.includes('7.5M'), text)
    assert.equal((await api.post(`/sessions/${id}/export`, {})).status, 201)
  })

  test('gets in with a typed confirmation only, which is kept, and then leaves in every format', async () => {
    const id = await ready(api)
    const { approval, at } = await proposed(api, id)
    const claim = approval.changes.find((change) => change.decision === 'rejected')
    const one = `${at}/changes/${claim.change_id}`
    for (const body of [{ decision: 'approved' }, { decision: 'approved', confirmation: ' yes ' }]) {
      const refused = await api.post(one, body)
      assert.deepEqual([refused.status, refused.body.error.code], [422, 'UNSUPPORTED_CLAIM'])
      const whole = await api.post(`${at}/approve`, { changes: [{ change_id: claim.change_id, ...body }] })
      assert.deepEqual([whole.status, whole.body.error.code], [422, 'UNSUPPORTED_CLAIM'])
    }
    assert.equal((await api.get(`/sessions/${id}/approvals`)).body.items.length, 1, 'a refused approval decides nothing')
    const confirmed = await api.post(one, { decision: 'approved', confirmation: word })
    assert.deepEqual([confirmed.status, confirmed.body.decision, confirmed.body.confirmation], [200, 'approved', word])
    assert.equal((await api.post(`${at}/approve`)).status, 200)
    assert.ok((await head(id)).includes('7.5M'))
    for (const format of ['pdf', 'docx', 'md', 'txt', 'json']) assert.equal((await api.post(`/sessions/${id}/export`, { format })).status, 201, format)
  })

  test('is caught in the owner’s own words too', async () => {
    const id = await ready(api)
    const { approval, at } = await proposed(api, id)
    const plain = approval.changes.find((change) => change.decision === 'pending')
    const edit = { change_id: plain.change_id, decision: 'edited', text: 'Led 900 engineers at Initrode with COBOL.' }
    for (const [path, body] of [[`${at}/changes/${plain.change_id}`, edit], [`${at}/approve`, { changes: [edit] }]]) {
      const refused = await api.post(path, body)
      assert.deepEqual([refused.status, refused.body.error.code], [422, 'UNSUPPORTED_CLAIM'])
    }
    assert.equal((await api.post(`${at}/approve`, { changes: [{ ...edit, confirmation: word }] })).status, 200)
    assert.ok((await head(id)).includes('900 engineers'))
    assert.equal((await api.post(`/sessions/${id}/export`, { format: 'pdf' })).status, 201)
  })

  test('is never written by auto-approve', async () => {
    const id = await ready(api)
    await api.post(`/sessions/${id}/settings/auto-approve`, { enabled: true })
    const { body: run } = await api.post(`/sessions/${id}/messages`, { message: 'Tailor.' })
    assert.ok(types(await api.events(id, run.run_id)).includes('tool_result'))
    const text = await head(id)
    assert.ok(text.includes('still in use today') && !text.includes('7.5M'), text)
  })
})

describe('what runs may cost', () => {
  let program, api
  before(async () => {
    const costs = { RESUMAX_MAX_COST_USD_PER_RUN: '0.013', RESUMAX_MAX_COST_USD_PER_SESSION: '0.0235' }
    const limits = { ...costs, RESUMAX_MAX_RUNS_PER_SESSION: '3' }
    program = await start({ AI_PROVIDER: 'mock', AI_MOCK_SCRIPT: JSON.stringify(bold), ...limits })
    api = client(program.url)
  })
  after(() => program.stop())

  test('a used up budget is refused with the time to come back, and told before', async () => {
    const id = await ready(api)
    const seen = []
    for (let n = 0; n < 2; n++) {
      const { run, at } = await proposed(api, id)
      assert.equal((await api.post(`${at}/reject`)).status, 200)
      seen.push(await api.events(id, run.run_id))
    }
    assert.ok(!types(seen[0]).includes('budget_warning'))
    const warning = seen[1].find((event) => event.type === 'budget_warning')
    assert.deepEqual(warning.payload, { spent: 0.02, cap: 0.0235 })
    const refused = await api.post(`/sessions/${id}/messages`, { message: 'Once more.' })
    assert.deepEqual([refused.status, refused.body.error.code], [429, 'BUDGET_EXCEEDED'])
    assert.ok(Number(refused.headers.get('retry-after')) > 0)
    const usage = (await api.get(`/sessions/${id}/usage`)).body
    assert.deepEqual(usage, { run_count: 2, completed_run_count: 2, total_tokens: 2400, total_estimated_cost_usd: 0.02 })
  })
})

describe('how many runs a session may have', () => {
  let program, api
  before(async () => {
    program = await start({ RESUMAX_MAX_RUNS_PER_SESSION: '1' })
    api = client(program.url)
  })
  after(() => program.stop())

  test('the quota is refused with the time to come back, and the same key still gives the same run', async () => {
    const id = await ready(api)
    const asked = { message: 'Tailor.', idempotency_key: 'k1' }
    const { body: run } = await api.post(`/sessions/${id}/messages`, asked)
    await api.events(id, run.run_id, { until: (event) => event.type === 'tool_call_proposed' })
    await api.post(`/sessions/${id}/runs/${run.run_id}/interrupt`)
    const refused = await api.post(`/sessions/${id}/messages`, { message: 'Once more.' })
    assert.deepEqual([refused.status, refused.body.error.code], [429, 'SESSION_RUN_QUOTA_EXCEEDED'])
    assert.ok(Number(refused.headers.get('retry-after')) > 0)
    const again = await api.post(`/sessions/${id}/messages`, asked)
    assert.deepEqual([again.status, again.body], [202, { run_id: run.run_id, status: 'interrupted' }])
  })
})
