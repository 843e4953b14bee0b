// Two tabs on the same changes: each shows what the other decided, and no decision is lost.
import assert from 'node:assert/strict'
import { alive, walk } from '../lib/browser.mjs'
import { allChanges, button, changes, decided, proposed } from '../lib/walk.mjs'

walk('a decision in one tab shows in the other, and none is lost', {}, async (person, program) => {
  const { api, id, review } = await proposed(program)
  const [one, other] = [await person.tab(review), await person.tab(review)]
  const total = await allChanges(one, program)
  await changes(one).nth(0).click()
  await button(one, 'Reject').click()
  await changes(other).nth(0).getByText('Rejected').waitFor()
  await changes(other).nth(1).click()
  await button(other, 'Approve').click()
  await changes(one).nth(1).getByText('Approved').waitFor()

  // Both at once, on different changes.
  await changes(one).nth(2).click()
  await changes(other).nth(3).click()
  await Promise.all([button(one, 'Reject').click(), button(other, 'Reject').click()])
  for (const page of [one, other]) await decided(page, 4, total)

  // Both at once, on the same change: the later one counts, and both tabs say the same.
  await changes(one).nth(4).click()
  await changes(other).nth(4).click()
  await Promise.all([button(one, 'Approve').click(), button(other, 'Reject').click()])
  for (const page of [one, other]) await decided(page, 5, total)
  let said, kept
  for (let tries = 0; tries < 20; tries++) {
    await one.waitForTimeout(500)
    said = await Promise.all([one, other].map((page) => changes(page).nth(4).locator('.change-state').innerText()))
    kept = (await api.get(`/sessions/${id}/approvals`)).body.items[0].changes[4].decision
    if (said.every((words) => words.toLowerCase().includes(kept))) break
  }
  for (const words of said) assert.ok(words.toLowerCase().includes(kept), `${words} is shown, ${kept} is kept`)

  await button(one, 'Accept all supported').click()
  await decided(other, total, total)
  await button(other, 'Save version').click()
  await other.getByText('The new version is saved', { exact: false }).first().waitFor()
  await one.getByText('The proposal was decided in another tab.').waitFor()
  await button(one, 'Suggest changes').waitFor()
})

walk('history and export show what another tab did', {}, async (person, program) => {
  const { api, id } = await proposed(program)
  const [approval] = (await api.get(`/sessions/${id}/approvals`)).body.items
  await api.post(`/sessions/${id}/approvals/${approval.approval_id}/approve`)
  const [history, files] = [await person.tab(`/sessions/${id}/history`), await person.tab(`/sessions/${id}/export`)]
  const other = await person.tab(`/sessions/${id}/history`)
  await other.getByText('Name it').first().click()
  await other.getByLabel('Name of version 2').fill('For Nordwind')
  await other.getByRole('button', { name: 'Save' }).first().click()
  await history.getByRole('heading', { name: 'For Nordwind' }).waitFor()
  await files.getByLabel('Version').getByText('For Nordwind').waitFor({ state: 'attached' })

  await other.goto(`/sessions/${id}/export`)
  await alive(other)
  await button(other, 'Export').click()
  await files.getByRole('link', { name: /^Download .*\.pdf$/ }).waitFor()
  await other.getByLabel('More for this session').click()
  await other.getByLabel('Name', { exact: true }).fill('Freight')
  await button(other, 'Rename').click()
  await history.getByRole('heading', { name: 'Freight' }).waitFor()
})

walk('a correction of the resume in another tab marks the changes that no longer fit', {}, async (person, program) => {
  const { id, review } = await proposed(program)
  const page = await person.tab(review)
  const target = changes(page).filter({ hasText: 'Kept mail for' })
  await target.waitFor()
  const other = await person.tab(`/sessions/${id}/resume`)
  const bullet = other.getByLabel(/^Bullet 1 of Linux Administrator/)
  await bullet.fill('Ran the mail service.')
  await bullet.press('Enter')
  await other.getByText('Saved', { exact: true }).waitFor()
  await changes(page).filter({ hasText: 'out of date' }).waitFor()
  const stale = changes(page).filter({ hasText: 'out of date' })
  assert.equal(await stale.count(), 1)
  await stale.click()
  await page.getByText('The resume has changed under this suggestion').waitFor()
  await button(page, 'Accept all supported').click()
  await button(page, 'Save version').click()
  await page.getByText('The new version is saved', { exact: false }).first().waitFor()
  await other.reload()
  assert.equal(await other.getByLabel(/^Bullet 1 of Linux Administrator/).inputValue(), 'Ran the mail service.')
})
