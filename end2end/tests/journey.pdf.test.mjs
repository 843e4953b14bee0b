// The main job, at a desk: a PDF by the drop zone, decisions by mouse and by keys, a PDF out.
import assert from 'node:assert/strict'
import { alive, walk } from '../lib/browser.mjs'
import { allChanges, at, button, changes, decided, dropResume, pasteJob, readBack, score, slow } from '../lib/walk.mjs'

const OWN = 'Kept the mail of 18,000 customers running, calmly.'

walk('from a PDF to a tailored PDF', { environment: slow(500) }, async (person, program) => {
  const page = await person.tab()
  await uploads(page)
  await givesTheJob(page)
  const total = await watchesChangesStreamIn(page, program)
  await decidesByMouse(page, total)
  await decidesByKeys(page, total)
  await savesAVersion(page, total)
  await exportsIt(page)
  await looksIntoTheHistory(page)
  await findsEverythingAgain(page)
})

async function uploads(page) {
  await dropResume(page, 'resume.pdf')
  await page.waitForURL(/\/sessions\/sess_[^/]+\/resume$/)
  assert.equal(await page.getByRole('region', { name: 'The document' }).getByLabel('Name', { exact: true }).inputValue(), 'Siobhán Katz-Ramírez')
  await page.getByText('Every line of your file is in the document.').waitFor()
  const headline = page.getByLabel('Headline')
  await headline.fill('Site Reliability Engineer')
  await headline.press('Enter')
  await page.getByText('Saved', { exact: true }).waitFor()
  await page.getByRole('link', { name: 'Next: the job' }).click()
}

async function givesTheJob(page) {
  await pasteJob(page)
  assert.equal(await page.getByLabel('Title', { exact: true }).inputValue(), 'Senior Backend Engineer (Rust)')
  await page.getByLabel('Company').fill('Nordwind Freight')
  await button(page, 'Save').click()
  await page.getByText('Senior Backend Engineer (Rust) at Nordwind Freight').waitFor()
  await page.getByRole('link', { name: 'Next: the analysis' }).click()
  await page.getByRole('img', { name: /^Score \d+ of 100$/ }).waitFor()
  await page.getByText('Add only if true.').first().waitFor()
}

async function watchesChangesStreamIn(page, program) {
  await button(page, 'Suggest changes').click()
  await page.getByText('Writing changes').waitFor()
  await changes(page).first().waitFor()
  const early = await changes(page).count()
  // What streams in must not take what is being typed.
  await button(page, 'Edit').click()
  await page.getByLabel('Your text').fill('I am still writing')
  const total = await allChanges(page, program)
  assert.ok(early < total, 'the first change was seen before the last')
  assert.equal(await page.getByLabel('Your text').inputValue(), 'I am still writing')
  await button(page, 'Cancel').click()
  await page.waitForFunction((total) => document.title.startsWith(`(${total}) Review – `), total)
  return total
}

async function decidesByMouse(page, total) {
  const sheet = page.getByRole('img', { name: /^Page 1 of your resume/ })
  const before = await sheet.getAttribute('src')
  await changes(page).nth(0).click()
  await button(page, 'Reject').click()
  await changes(page).nth(0).getByText('Rejected').waitFor()
  assert.equal(await at(page), `Change 2 of ${total}`)

  await changes(page).filter({ hasText: 'Kept mail for' }).click()
  await button(page, 'Edit').click()
  await page.getByLabel('Your text').fill(OWN)
  await button(page, 'Use my text').click()
  await changes(page).filter({ hasText: OWN }).getByText('Edited').waitFor()
  await decided(page, 2, total)

  // The picture is the page with the decisions.
  await page.waitForFunction((before) => {
    const sheet = document.querySelector('img.sheet')
    return sheet.getAttribute('src') !== before && sheet.complete && sheet.naturalWidth > 0
  }, before)

  await button(page, 'Undo the last decision').click()
  await decided(page, 1, total)
  assert.equal(await changes(page).filter({ hasText: OWN }).count(), 0)
  await button(page, 'Edit').click()
  await page.getByLabel('Your text').fill(OWN)
  await button(page, 'Use my text').click()
  await decided(page, 2, total)
}

/** What has the focus: at once, so that the next key of a quick hand finds it there. */
const holder = (page) => page.evaluate(() => document.activeElement.id)

async function decidesByKeys(page, total) {
  const before = await score(page)
  await changes(page).nth(0).click()
  await page.keyboard.press('j')
  assert.equal(await at(page), `Change 2 of ${total}`)
  await page.keyboard.press('k')
  assert.equal(await at(page), `Change 1 of ${total}`)
  await page.keyboard.press('a')
  await changes(page).nth(0).getByText('Approved').waitFor()
  await page.keyboard.press('r')
  await changes(page).nth(1).getByText('Rejected').waitFor()
  await page.keyboard.press('u')
  await changes(page).nth(1).getByText('Open').waitFor()
  await page.keyboard.press('e')
  await page.getByLabel('Your text').and(page.locator(':focus')).waitFor()
  await page.keyboard.type('jkaru?')
  assert.match(await page.getByLabel('Your text').inputValue(), /jkaru\?/)
  await button(page, 'Cancel').click()
  assert.equal(await holder(page), 'edit')
  // The buttons keep the focus, though each decision brings the card of another change.
  await page.locator('#approve').focus()
  await page.keyboard.press('Enter')
  await decided(page, 3, total)
  assert.equal(await holder(page), 'approve')
  await button(page, 'Undo the last decision').click()
  await decided(page, 2, total)
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'hidden' })
  await decided(page, 2, total)
  assert.ok((await score(page)) >= before)
}

async function savesAVersion(page, total) {
  const before = await score(page)
  await button(page, 'Accept all supported').click()
  await decided(page, total, total)
  const promised = await score(page)
  assert.ok(promised > before, `the score went from ${before} to ${promised}`)
  await button(page, 'Save version').click()
  const saved = page.getByRole('region', { name: 'Saved' })
  await saved.getByText(`Its score is ${promised}.`).waitFor()
  await saved.getByRole('link', { name: 'Export' }).click()
}

async function exportsIt(page) {
  await button(page, 'Export').click()
  await page.getByText('Nothing was lost: every text was found again in the file.').waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /^Download / }).click()])
  assert.match(download.suggestedFilename(), /\.pdf$/)
  const text = readBack(await download.path())
  assert.match(text, /Siobhán Katz-Ramírez/)
  assert.match(text, /Site Reliability Engineer/)
  assert.ok(text.includes(OWN), text)
}

async function looksIntoTheHistory(page) {
  await page.getByRole('link', { name: 'History' }).click()
  const versions = page.getByRole('region', { name: 'Versions' }).getByRole('listitem')
  await versions.nth(2).waitFor()
  await versions.first().getByText('Name it').click()
  await page.getByLabel('Name of version 3').fill('For Nordwind')
  await versions.first().getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'For Nordwind' }).waitFor()

  await page.getByRole('combobox', { name: 'From' }).selectOption({ index: 2 })
  await page.getByRole('combobox', { name: 'To' }).selectOption({ index: 0 })
  await button(page, 'Compare').click()
  const differences = page.getByRole('region', { name: 'Compare' }).getByRole('listitem')
  await differences.filter({ hasText: 'calmly' }).first().waitFor()
  await differences.filter({ hasText: 'Headline' }).or(differences.filter({ hasText: 'Contact' })).first().waitFor()

  await page.getByRole('button', { name: 'Restore version 1' }).click()
  await page.getByText('Restored').first().waitFor()
  assert.equal(await versions.count(), 4)
}

async function findsEverythingAgain(page) {
  await page.reload()
  await alive(page)
  await page.getByRole('heading', { name: 'For Nordwind' }).waitFor()
  await page.getByRole('link', { name: 'Export', exact: false }).first().click()
  await page.getByRole('link', { name: /^Download .*\.pdf$/ }).waitFor()
  await page.getByRole('link', { name: 'Home' }).click()
  const card = page.getByRole('region', { name: 'Sessions' }).getByRole('listitem')
  await card.getByText('Senior Backend Engineer (Rust)').waitFor()
  await page.getByText('4/4').waitFor()
}
