// Somebody's data in which every text is a payload: a resume, jobs, what a provider says, names, labels, statements.
import assert from 'node:assert/strict'
import { packed } from '../fixtures/xss-payloads.mjs'
import { client } from './api.mjs'

/** How many characters of payloads stand in one field: as many as a reason may have. */
const TASK = 380
/** The find-word of the task that the provider changes. */
const task = (number) => `Task ${number} is`

/** A provider whose every word is a payload; a message with "fail" makes it answer nonsense. */
export const hostileProvider = (all) => ({
  AI_PROVIDER: 'mock',
  AI_MOCK_SCRIPT: JSON.stringify({
    repeat: true,
    steps: [
      // It is asked once more when it can't be understood.
      ...[1, 2].map(() => ({ when: 'fail', malformed: all.join(' ') })),
      {
        each_ms: 20,
        text: all,
        changes: packed(all, TASK).map((text, number) => ({ find: task(number), replace: `${task(number)} well done. ${text}`, reason: text })),
        final_text: all.join(' '),
      },
    ],
  }),
})

/** Calls a server function as a page does. */
async function call(program, name, args) {
  const json = typeof args === 'string'
  const kind = json ? 'application/json' : 'application/x-www-form-urlencoded'
  const reply = await fetch(`${program.url}/fn/${name}`, { method: 'POST', headers: { 'content-type': kind }, body: json ? args : new URLSearchParams(args) })
  const text = await reply.text()
  assert.equal(reply.status, 200, `${name}: ${text.slice(0, 300)}`)
  return JSON.parse(text)
}

const bytes = (text) => Buffer.from(text)
/** What a form can carry as the name of a file. */
const fileName = (text) => text.replace(/\p{Cc}/gu, '')
const resume = '# Ada Holm\n\nada@example.org | 555-0101\n\n## Experience\n\n### Baker\nHolm & Sons\n2019 – 2021\n\n- Baked bread\n'

/** Sections whose every field is some payloads, all of them together; the ids of the blocks as well. */
function sections(all, run) {
  const at = { parent: null, after: null }
  return packed(all, TASK).map((text, n) => {
    const id = (kind) => `${run}_${kind}_${n}${n % 3 ? '' : text}`
    const items = [
      {
        type: 'entry', id: id('e'), title: text, organisation: text, place: text, dates: { text }, url: text, summary: text,
        bullets: [{ id: id('t'), text: `${task(n)} done. ${text}` }],
      },
      { type: 'paragraph', id: id('p'), text },
      { type: 'bullet', id: id('b'), text },
      { type: 'skills', id: id('s'), label: text, skills: [text, 'rye'] },
    ]
    return { kind: 'insert', at, node: { node: 'section', value: { id: `${run}_${n}`, kind: 'custom', title: text, items } } }
  })
}

/** A session whose resume and job are payloads. */
async function ready(program, api, all, run) {
  const whole = all.join(' ')
  const [name] = packed(all, 200)
  const { body } = await api.post('/sessions', { workspace_name: name })
  const id = body.session_id
  const uploaded = await api.upload(`/sessions/${id}/resume`, { name: `${fileName(name)}.md`, bytes: bytes(resume) })
  assert.equal(uploaded.status, 201, JSON.stringify(uploaded.body))
  const jd = await api.post(`/sessions/${id}/jd`, { title: name, company: name, location: name, text: `We look for a baker.\n\nRequirements:\n${all.map((text) => `- ${text}\n`).join('')}` })
  assert.equal(jd.status, 200, JSON.stringify(jd.body))
  let base = (await api.get(`/sessions/${id}`)).body.head_version_id
  base = (await call(program, 'edit_document', JSON.stringify({ session: id, base, edits: sections(all, run) }))).version_id
  const document = (await api.get(`/sessions/${id}/versions/${base}`)).body.document
  const contact = { name: whole, headline: whole, phone: whole, location: whole, links: all.map((text) => `${text} | ${text}`).join('\n') }
  for (const [field, after] of Object.entries(contact)) {
    base = (await call(program, 'edit_field', { session: id, base, block: 'contact', field, before: document.contact[field]?.toString() ?? '', after })).version_id
  }
  return { id, posting: jd.body.job_description_id, resume: uploaded.body.resume_id }
}

/** As `ready`, and its changes wait. */
async function session(program, api, all, run) {
  const made = await ready(program, api, all, run)
  const { body: started, status } = await api.post(`/sessions/${made.id}/messages`, { message: all.join(' ').slice(0, 4000) })
  assert.equal(status, 202, JSON.stringify(started))
  await api.events(made.id, started.run_id, { until: (event) => event.type === 'tool_call_proposed' })
  const [approval] = (await api.get(`/sessions/${made.id}/approvals`)).body.items
  assert.equal(approval.changes.length, packed(all, TASK).length)
  return { ...made, approval }
}

/** All of it. `fresh`: sessions without a run; `waiting`: one with changes to decide on; `done`: one with versions, labels, statements and files. */
export async function hostile(program, all) {
  const api = client(program.url)
  const waiting = await session(program, api, all, 'w')
  const done = await session(program, api, all, 'd')
  const at = `/sessions/${done.id}`
  const long = (text) => `This is true because I have done it: ${text}`
  const changes = done.approval.changes.map((change, n) => {
    const text = packed(all, TASK)[n]
    return n % 2 ? { change_id: change.change_id, decision: 'approved', confirmation: long(text) } : { change_id: change.change_id, decision: 'edited', text: `${change.before} ${text}`, confirmation: long(text) }
  })
  const approved = await api.post(`${at}/approvals/${done.approval.approval_id}/approve`, { changes })
  assert.equal(approved.status, 200, JSON.stringify(approved.body).slice(0, 500))
  const files = []
  for (const format of ['md', 'txt', 'json', 'docx']) {
    const made = await api.post(`${at}/export`, { format })
    assert.equal(made.status, 201, JSON.stringify(made.body).slice(0, 500))
    files.push(made.body.download_url)
  }
  for (const label of packed(all, 100).slice(0, 60)) {
    const { body } = await api.post(`${at}/versions/${approved.body.version_id}/restore`)
    const named = await api.patch(`${at}/versions/${body.version_id}`, { label })
    assert.equal(named.status, 200, JSON.stringify(named.body))
  }
  const requirements = (await api.get(`/job-descriptions/${done.posting}`)).body.requirements
  await api.patch(`/job-descriptions/${done.posting}`, { requirements: requirements.map((one, n) => ({ ...one, text: all[n % all.length] })) })
  const failing = await api.post(`${at}/messages`, { message: 'fail' })
  assert.equal((await api.events(done.id, failing.body.run_id)).at(-1).type, 'run_failed')
  await library(api, all)
  const fresh = [(await ready(program, api, all, 'f')).id, (await ready(program, api, all, 'g')).id]
  return { fresh, waiting, done, files, versions: (await api.get(`${at}/versions`)).body.items.map((version) => version.version_id) }
}

/** Sessions, resumes and job descriptions with such names, and some of them in the trash. */
async function library(api, all) {
  for (const [n, name] of packed(all, 200).entries()) {
    const { body } = await api.post('/sessions', { workspace_name: name })
    if (n % 4 === 0) await api.delete(`/sessions/${body.session_id}`)
    const posting = await api.post('/job-descriptions', { title: name, company: name, location: name, text: `We look for a baker. ${name}` })
    assert.equal(posting.status, 201, JSON.stringify(posting.body))
    if (n % 4 === 1) await api.delete(`/job-descriptions/${posting.body.job_description_id}`)
    // A file without an end is not read, and the page says its name in the error.
    const kept = await api.upload('/resumes', { name: `${fileName(name)}${n % 5 ? '.md' : ''}`, bytes: bytes(n % 5 ? resume : '\x89PNG no resume') })
    if (n % 4 === 2 && kept.status === 201) await api.patch(`/resumes/${kept.body.resume_id}`, { name }).then(() => api.delete(`/resumes/${kept.body.resume_id}`))
    else if (kept.status === 201) await api.patch(`/resumes/${kept.body.resume_id}`, { name })
  }
}
