// The steps of the journey as a person takes them, found by role and label.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { client } from './api.mjs'
import { fixture, posting, ready } from './contract.mjs'
import { binary } from './program.mjs'

export { fixture, posting }

/** A provider that takes `each` milliseconds for a piece; `changes` are suggested behind those of the offline provider. */
export const slow = (each, changes = []) => ({
  AI_PROVIDER: 'mock',
  AI_MOCK_SCRIPT: JSON.stringify({ repeat: true, steps: [{ offline: true, each_ms: each, changes }] }),
})

/** A session over the API whose run has begun, and has said `until`. */
export async function started(program, until) {
  const api = client(program.url)
  const id = await ready(api)
  const { status, body } = await api.post(`/sessions/${id}/messages`, { message: 'Tailor this resume.' })
  assert.equal(status, 202)
  await api.events(id, body.run_id, { until: (event) => event.type === until })
  return { api, id, run: body.run_id, review: `/sessions/${id}/review` }
}

/** A session over the API whose changes all wait for a decision. */
export const proposed = (program) => started(program, 'tool_call_proposed')

/** Drops a file on the home page, as from the desktop. */
export async function dropResume(page, name, bytes = readFileSync(fixture(name))) {
  const dataTransfer = await page.evaluateHandle(
    ([name, content]) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([Uint8Array.from(atob(content), (byte) => byte.charCodeAt(0))], name))
      return transfer
    },
    [name, bytes.toString('base64')],
  )
  await page.getByText('Drop your resume here').dispatchEvent('drop', { dataTransfer })
}

export const pickResume = (page, file) => page.getByLabel('Resume file').setInputFiles(file)

export async function pasteJob(page, text = posting) {
  await page.getByLabel('Paste the whole text of the job description').fill(text)
  await page.getByRole('button', { name: 'Read the job description' }).click()
  await page.getByRole('heading', { name: 'What was understood' }).waitFor()
}

/** The changes of the list, each with its state in words. */
export const changes = (page) => page.getByRole('navigation', { name: 'Changes' }).getByRole('link')

/** Does what sends a decision, and waits for the answer: the page shows it before it is kept. */
export const kept = (page, step) => Promise.all([page.waitForResponse((reply) => reply.url().endsWith('/fn/decide') && reply.ok()), step()])

/** Waits until the page shows every change of the run that waits, and says how many there are. */
export async function allChanges(page, program, least = 8) {
  await page.getByText('Waiting for you', { exact: true }).waitFor({ timeout: 60_000 })
  const session = page.url().match(/sess_\w+/)[0]
  const { items } = (await client(program.url).get(`/sessions/${session}/approvals`)).body
  const total = items[0].changes.length
  assert.ok(total >= least, `${total} changes`)
  await page.getByText(new RegExp(`^Change \\d+ of ${total}$`)).waitFor()
  return total
}

/** The change that is shown. */
export const focus = (page) => page.getByRole('region', { name: 'Change in focus' })

export const button = (page, name) => page.getByRole('button', { name, exact: true })

/** Which change is shown: "Change 2 of 9". */
export const at = (page) => focus(page).getByText(/^Change \d+ of \d+$/).innerText()

/** The score with the decisions so far. */
export const score = async (page) => Number((await page.getByTestId('score').innerText()).split('→')[1])

export const decided = (page, count, total) => page.getByText(`${count} of ${total} decided`, { exact: true }).waitFor()

/** What the program itself reads in a file, as text. */
export const readBack = (file) => execFileSync(binary, ['import', file, '--as', 'text'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
