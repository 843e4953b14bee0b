// Reload, stop, kill: a run goes on or ends, and the page says which.
import assert from 'node:assert/strict'
import { walk } from '../lib/browser.mjs'
import { allChanges, button, changes, decided, kept, slow, started } from '../lib/walk.mjs'

// Slow enough that a browser on a busy machine comes in the middle.
const environment = slow(1000)

walk('a reload in the middle of a run shows the rest of it, and keeps what was decided', { environment: slow(2000) }, async (person, program) => {
  const { review } = await started(program, 'change_proposed')
  const page = await person.tab(review)
  await changes(page).first().waitFor()
  const early = await changes(page).count()
  await kept(page, () => button(page, 'Reject').click())
  await changes(page).first().getByText('Rejected').waitFor()
  await page.reload()
  await page.getByText('Writing changes').waitFor()
  const total = await allChanges(page, program)
  assert.ok(early < total, `${early}, then ${total} changes`)
  await decided(page, 1, total)
})

walk('a run is stopped in the middle, and another one can be started', { environment }, async (person, program) => {
  const { api, id, run, review } = await started(program, 'change_proposed')
  const page = await person.tab(review)
  await changes(page).first().waitFor()
  await button(page, 'Stop the run').click()
  await page.getByText('The run was stopped. Nothing was written.').waitFor()
  assert.equal((await api.get(`/sessions/${id}/runs/${run}`)).body.status, 'interrupted')
  await button(page, 'Suggest changes').click()
  await allChanges(page, program)
})

walk('kill -9 during a run: the page says so, connects again, and the run ends', { environment }, async (person, program) => {
  const { review } = await started(program, 'change_proposed')
  const page = await person.tab(review)
  await changes(page).first().waitFor()
  person.expect(/ERR_(CONNECTION|INCOMPLETE|EMPTY|NETWORK)/)
  await program.kill9()
  await page.getByText('Connection lost, trying again …').waitFor()
  await program.launch()
  const total = await allChanges(page, program)
  await page.getByText('Connection lost, trying again …').waitFor({ state: 'hidden' })
  await button(page, 'Accept all supported').click()
  await decided(page, total, total)
  await button(page, 'Save version').click()
  await page.getByText('The new version is saved', { exact: false }).first().waitFor()
})

walk('kill -9 while changes wait: the page connects again, and decisions count', { environment: slow(0) }, async (person, program) => {
  const { review } = await started(program, 'tool_call_proposed')
  const page = await person.tab(review)
  await allChanges(page, program)
  person.expect(/ERR_(CONNECTION|INCOMPLETE|EMPTY|NETWORK)/)
  await program.kill9()
  await page.getByText('Connection lost, trying again …').waitFor()
  await button(page, 'Reject').click()
  await changes(page).first().getByText('not saved').waitFor()
  await program.launch()
  // Nothing new is said on this stream: the note must go when the connection is back.
  await page.getByText('Connection lost, trying again …').waitFor({ state: 'hidden' })
  await changes(page).first().click()
  await kept(page, () => button(page, 'Try again').click())
  await changes(page).first().getByText('Rejected').waitFor()
  await page.reload()
  await changes(page).first().getByText('Rejected').waitFor()
})
