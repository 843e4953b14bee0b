// What every test of the API shares: a session that is ready for a run, and a record of all calls for the OpenAPI document.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const fixture = (name) => join(import.meta.dirname, '../fixtures', name)
export const posting = readFileSync(fixture('posting.txt'), 'utf8')
export const types = (events) => events.map((event) => event.type)

export async function ready(api) {
  const { body: session } = await api.post('/sessions', { workspace_name: 'Data engineer' })
  const id = session.session_id
  const upload = await api.upload(`/sessions/${id}/resume`, fixture('resume.pdf'))
  assert.equal(upload.status, 201, JSON.stringify(upload.body))
  const jd = await api.post(`/sessions/${id}/jd`, { text: posting })
  assert.equal(jd.status, 200, JSON.stringify(jd.body))
  return id
}

/** Starts a run and waits until it waits: the run, its approval, and the address of that. */
export async function proposed(api, id, message = 'Tailor.') {
  const { body: run } = await api.post(`/sessions/${id}/messages`, { message })
  await api.events(id, run.run_id, { until: (event) => event.type === 'tool_call_proposed' })
  const [approval] = (await api.get(`/sessions/${id}/approvals`)).body.items
  return { run, approval, at: `/sessions/${id}/approvals/${approval.approval_id}` }
}

/** Records method, path and status of every call of this process from now on. */
export function record() {
  const calls = []
  const plain = globalThis.fetch
  globalThis.fetch = async (address, options = {}) => {
    const reply = await plain(address, options)
    const { pathname } = new URL(address)
    if (pathname.startsWith('/api/v1/')) calls.push([(options.method ?? 'GET').toLowerCase(), pathname.slice('/api/v1'.length), reply.status])
    return reply
  }
  return calls
}

/** The recorded calls that the OpenAPI document does not describe, with that status. */
export function undescribed(calls, document) {
  const paths = Object.entries(document.paths).map(([path, item]) => {
    const parts = path.split(/\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    // The path of a file is the one parameter with slashes in it.
    return [new RegExp(`^${parts.join(path.endsWith('/files/{path}') ? '(?:[^/]+|.*)' : '[^/]+')}$`), path, item]
  })
  const faults = new Set()
  for (const [method, path, status] of calls) {
    const fitting = paths.filter(([form]) => form.test(path)).sort((a, b) => a[1].split('{').length - b[1].split('{').length)
    const operation = fitting.map(([, , item]) => item[method]).find(Boolean)
    if (!operation?.responses[status]) faults.add(`${method} ${path} -> ${status}`)
  }
  return [...faults]
}
