// The main job, on a phone: a Word file by the picker, the job as a file, one change at a time, a Word file out.
import assert from 'node:assert/strict'
import { walk } from '../lib/browser.mjs'
import { allChanges, at, button, changes, decided, fixture, focus, pickResume, readBack, score } from '../lib/walk.mjs'

const PHONE = { width: 390, height: 844, touch: true }

walk('from a DOCX to a tailored DOCX', PHONE, async (person, program) => {
  const page = await person.tab()
  await pickResume(page, fixture('resume.docx'))
  await page.getByText('Every line of your file is in the document.').waitFor()
  await page.getByRole('link', { name: 'Next: the job' }).click()
  await page.getByLabel('Job description file').setInputFiles(fixture('posting.txt'))
  await page.getByRole('heading', { name: 'What was understood' }).waitFor()
  await page.getByRole('link', { name: 'Next: the analysis' }).click()
  await page.getByText('Keyword-focused').click()
  await button(page, 'Suggest changes').click()
  const total = await allChanges(page, program, 5)
  assert.equal(await at(page), `Change 1 of ${total}`)

  const before = await score(page)
  await button(page, 'Reject').tap()
  await decided(page, 1, total)
  assert.equal(await at(page), `Change 2 of ${total}`)
  await swipe(page, -200)
  assert.equal(await at(page), `Change 3 of ${total}`)
  await swipe(page, 200)
  assert.equal(await at(page), `Change 2 of ${total}`)
  await button(page, 'Approve').tap()
  await decided(page, 2, total)
  await button(page, 'Undo the last decision').tap()
  await decided(page, 1, total)

  await button(page, 'All changes').tap()
  await page.getByRole('button', { name: /^Approve all in / }).first().tap()
  await changes(page).filter({ hasText: 'Approved' }).first().waitFor()
  await button(page, 'Preview').tap()
  await page.waitForFunction(() => document.querySelector('img.sheet')?.naturalWidth > 0)
  await button(page, 'Change').tap()
  await button(page, 'Accept all supported').tap()
  await decided(page, total, total)
  assert.ok((await score(page)) > before)
  await button(page, 'Save version').tap()
  await page.getByRole('region', { name: 'Saved' }).getByRole('link', { name: 'Export' }).tap()

  await page.getByText('Word (DOCX)').tap()
  await button(page, 'Export').tap()
  await page.getByText('Nothing was lost: every text was found again in the file.').waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /^Download / }).tap()])
  assert.match(download.suggestedFilename(), /\.docx$/)
  assert.match(readBack(await download.path()), /Jiří Dvořáček/)

  await page.reload()
  await page.getByRole('link', { name: /^Download .*\.docx$/ }).waitFor()
})

/** A finger goes sideways over the change. */
async function swipe(page, by) {
  const { x, y, width } = await focus(page).boundingBox()
  const from = { x: x + width / 2, y: Math.max(y, 0) + 80 }
  const session = await page.context().newCDPSession(page)
  const touch = (type, touchPoints) => session.send('Input.dispatchTouchEvent', { type, touchPoints })
  await touch('touchStart', [from])
  for (const part of [0.25, 0.5, 0.75, 1, 1]) await touch('touchMove', [{ x: from.x + by * part, y: from.y }])
  // A finger that rests before it leaves throws nothing: the next tap is a tap, not the end of a fling.
  await page.waitForTimeout(200)
  await touch('touchMove', [{ x: from.x + by, y: from.y + 1 }])
  await touch('touchEnd', [])
}
