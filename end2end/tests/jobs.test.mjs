// The queue's page: what is there is shown, and a job that waits can be made due.
import assert from 'node:assert/strict'
import { alive, walk } from '../lib/browser.mjs'
import { proposed } from '../lib/walk.mjs'

walk('the jobs of this installation, and one that is done before its time', {}, async (person, program) => {
  await proposed(program)
  const page = await person.tab('/settings')
  await page.getByRole('link', { name: 'Look at the jobs' }).click()
  await page.getByText('No job was given up.').waitFor()
  const jobs = page.getByRole('region', { name: 'Waiting, at work and done' }).getByRole('listitem')
  await jobs.filter({ hasText: 'A run' }).getByText('Done', { exact: true }).waitFor()
  assert.equal(await jobs.filter({ hasText: 'A run' }).getByRole('button').count(), 0)
  const sweep = jobs.filter({ hasText: 'Removing what is past its time' })
  // The first one begins with the program, and may be at work when the page is opened.
  const waiting = sweep.getByText('Waiting', { exact: true })
  for (let look = 0; look < 10 && !(await waiting.isVisible()); look++) {
    await new Promise((done) => setTimeout(done, 1000))
    await page.reload()
    await alive(page)
  }
  await waiting.waitFor()
  await sweep.getByRole('button', { name: /^Do it now/ }).click()
  await page.getByText('The job is due now.').waitFor()
})
