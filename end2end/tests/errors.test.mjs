// What goes wrong, and what the page says then: nothing is lost, and the next step is named.
import assert from 'node:assert/strict'
import { client } from '../lib/api.mjs'
import { alive, walk } from '../lib/browser.mjs'
import { encryptedPdf, scannedPdf } from '../lib/files.mjs'
import { allChanges, at, button, changes, decided, dropResume, fixture, focus, kept, pasteJob, pickResume, posting, proposed, slow } from '../lib/walk.mjs'

const REFUSED = /status of 4(09|22)/
const FAILED = /ERR_FAILED/

walk('files that can’t be read: each says why and what to do, and the upload is kept', {}, async (person) => {
  person.expect(REFUSED)
  const files = [
    ['picture.pdf', Buffer.from('\x89PNG\r\n\x1a\n not a resume', 'latin1'), /PDF or DOCX/],
    ['scanned.pdf', scannedPdf(), /Export the resume as PDF/],
    ['locked.pdf', encryptedPdf(), /password/],
    ['empty.txt', Buffer.alloc(0), /empty/i],
    ['large.txt', Buffer.alloc(5_300_000, 'a'), /5 MB/],
    ['broken.docx', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(4000, 7)]), /Word|another|again/],
  ]
  const page = await person.tab()
  for (const [name, bytes, says] of files) {
    await page.goto('/')
    await alive(page)
    await dropResume(page, name, bytes)
    const alert = page.getByRole('alert').filter({ hasText: name })
    await alert.waitFor()
    assert.match(await alert.innerText(), says, name)
    await alert.getByRole('button', { name: 'Try again' }).waitFor()
  }
  // The same place takes the right file next, without a reload.
  await dropResume(page, 'resume.pdf')
  await page.waitForURL(/\/resume$/)
  await page.getByRole('region', { name: 'The document' }).waitFor()
})

walk('a refused upload is kept: the start page lists it with the reason', {}, async (person) => {
  person.expect(REFUSED)
  const page = await person.tab()
  await dropResume(page, 'scanned.pdf', scannedPdf())
  await page.getByRole('alert').filter({ hasText: 'scanned.pdf' }).waitFor()
  await page.reload()
  const resume = page.getByRole('region', { name: 'Resumes' }).getByRole('listitem').filter({ hasText: 'scanned' })
  await resume.getByText('Not readable').waitFor()
  await resume.getByText('The pages of this PDF are pictures without text.').waitFor()
})

walk('an upload can be tried again when the connection was lost', {}, async (person) => {
  person.expect(FAILED)
  const page = await person.tab()
  await page.route('**/api/v1/sessions/*/resume', (route) => route.abort())
  await pickResume(page, fixture('resume.pdf'))
  await page.getByText('The upload was interrupted. The file is still here; try again.').waitFor()
  await page.unroute('**/api/v1/sessions/*/resume')
  await button(page, 'Try again').click()
  await page.waitForURL(/\/resume$/)
})

walk('a decision that did not get through goes back, says so, and can be tried again', {}, async (person, program) => {
  person.expect(FAILED)
  const { review } = await proposed(program)
  const page = await person.tab(review)
  const total = await allChanges(page, program)
  await page.route('**/fn/decide', (route) => route.abort())
  await changes(page).nth(1).click()
  await button(page, 'Approve').click()
  await changes(page).nth(1).getByText('Open · not saved').waitFor()
  await decided(page, 0, total)
  await button(page, 'Save version').click()
  await button(page, 'Leave them out and save').click()
  await page.getByText('A decision was not saved yet.').waitFor()
  assert.equal(await at(page), `Change 2 of ${total}`)
  await page.unroute('**/fn/decide')
  await focus(page).getByRole('button', { name: 'Try again' }).click()
  await changes(page).nth(1).getByText('Approved').waitFor()
  await decided(page, 1, total)
})

walk('saving waits for the decisions that are still on their way', {}, async (person, program) => {
  const { api, id, review } = await proposed(program)
  const page = await person.tab(review)
  const total = await allChanges(page, program)
  await page.route('**/fn/decide', async (route) => {
    await new Promise((done) => setTimeout(done, 700))
    await route.continue()
  })
  await button(page, 'Accept all supported').click()
  await decided(page, total, total)
  await button(page, 'Save version').click()
  await page.getByRole('region', { name: 'Saved' }).waitFor()
  const [version] = (await api.get(`/sessions/${id}/versions`)).body.items
  assert.equal(version.summary, `${total} changes accepted`)
})

const LIE = [{ find: 'Wrote a spam filter', append: ', cutting costs by 30 %' }]
const BECAUSE = 'The yearly report of 2011 names this figure.'

walk('a claim that nothing supports stays out until its owner says why it is true', { environment: slow(0, LIE) }, async (person, program) => {
  person.expect(REFUSED)
  const { api, id, review } = await proposed(program)
  const page = await person.tab(review)
  const total = await allChanges(page, program)
  const lie = changes(page).filter({ hasText: 'Wrote a spam filter' })
  await lie.getByText('Rejected · not supported').waitFor()
  await button(page, 'Accept all supported').click()
  await decided(page, total, total)
  await lie.getByText('Rejected · not supported').waitFor()

  await lie.click()
  await button(page, 'Approve').click()
  await page.getByText('Say in a sentence why it is true').waitFor()
  assert.equal(await page.evaluate(() => document.activeElement.id), 'statement')
  await page.getByLabel('This is true because …').fill(BECAUSE)
  await kept(page, () => button(page, 'Approve').click())
  await lie.getByText('Approved').waitFor()
  const [approval] = (await api.get(`/sessions/${id}/approvals`)).body.items
  assert.equal(approval.changes.find((change) => /30 %/.test(change.after))?.confirmation, BECAUSE)

  // The owner's own text is checked as well; what was typed stays, and a statement lets it in.
  const own = 'Site reliability engineer who saved $9M with Erlang.'
  await changes(page).nth(0).click()
  await button(page, 'Edit').click()
  await page.getByLabel('Your text').fill(own)
  await button(page, 'Use my text').click()
  await focus(page).getByText('Your resume does not show').first().waitFor()
  assert.equal(await page.getByLabel('Your text').inputValue(), own)
  await page.getByLabel('This is true because …').fill(BECAUSE)
  await button(page, 'Use my text').click()
  await changes(page).nth(0).getByText('Edited').waitFor()
})

walk('what can’t be undone asks once, and a second click meets nothing', {}, async (person, program) => {
  await proposed(program)
  const { api, id } = await proposed(program)
  const page = await person.tab()
  const resumes = page.getByRole('region', { name: 'Resumes' })
  await resumes.getByRole('listitem').nth(1).waitFor()
  await resumes.locator('summary').first().click()
  const { x, y, width, height } = await resumes.getByRole('button', { name: 'Delete' }).first().boundingBox()
  await page.mouse.click(x + width / 2, y + height / 2)
  await page.getByText('The resume is in the trash.').waitFor()
  await page.waitForFunction(() => document.activeElement.id === 'undelete')
  // The next row stands where the button was.
  await resumes.getByRole('listitem').nth(1).waitFor({ state: 'detached' })
  await page.mouse.click(x + width / 2, y + height / 2)
  assert.equal(await resumes.getByRole('listitem').count(), 1)
  assert.equal(await page.locator('details.menu[open]').count(), 0)

  await page.goto(`/sessions/${id}/resume`)
  await alive(page)
  await page.getByLabel('More for this session').click()
  await button(page, 'Cancel the session').click()
  const question = page.getByRole('dialog', { name: 'Cancel this session?' })
  await question.getByRole('button', { name: 'Go on with it' }).click()
  await question.waitFor({ state: 'hidden' })
  assert.notEqual((await api.get(`/sessions/${id}`)).body.workflow_state, 'cancelled')
  await button(page, 'Cancel the session').click()
  await question.getByRole('button', { name: 'Cancel the session' }).click()
  await page.getByText('This session was cancelled.').waitFor()
  assert.equal((await api.get(`/sessions/${id}`)).body.workflow_state, 'cancelled')
})

walk('what the job or the address lacks is said at its field', {}, async (person) => {
  person.expect(REFUSED)
  const page = await person.tab()
  await pickResume(page, fixture('resume.docx'))
  const mail = page.getByRole('region', { name: 'The document' }).getByLabel('E-mail', { exact: true })
  await mail.fill('not a mail')
  await mail.press('Enter')
  await page.getByText('doesn’t look like an e-mail address').waitFor()
  await mail.fill('jiri@example.com')
  await mail.press('Enter')
  await page.getByText('doesn’t look like an e-mail address').waitFor({ state: 'detached' })

  await page.getByRole('link', { name: 'Next: the job' }).click()
  await page.getByLabel('Paste the whole text of the job description').fill('We look for somebody who knows Rust and SQL well, and who likes to work in a small team.')
  await button(page, 'Read the job description').click()
  const title = page.getByLabel('Title', { exact: true })
  await page.waitForFunction(() => document.activeElement.id === 'title')
  assert.equal(await title.getAttribute('aria-invalid'), 'true')
  await title.fill('Rust Developer')
  await button(page, 'Read the job description').click()
  await page.getByRole('heading', { name: 'What was understood' }).waitFor()
})

walk('leaving and coming back loses nothing that was typed', {}, async (person, program) => {
  const page = await person.tab()
  await pickResume(page, fixture('resume.docx'))
  await page.getByRole('link', { name: 'Next: the job' }).click()
  const job = page.getByLabel('Paste the whole text of the job description')
  await job.fill(posting)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('heading', { name: 'Settings' }).waitFor()
  await page.goBack()
  assert.equal(await job.inputValue(), posting)
  await page.reload()
  await alive(page)
  assert.equal(await job.inputValue(), posting)
  await pasteJob(page)

  const { review } = await proposed(program)
  await page.goto(review)
  await alive(page)
  await changes(page).nth(1).click()
  await button(page, 'Edit').click()
  await page.getByLabel('Your text').fill('Half a sentence')
  await changes(page).nth(0).click()
  await page.getByLabel('Your text').waitFor({ state: 'hidden' })
  await changes(page).nth(1).click()
  assert.equal(await page.getByLabel('Your text').inputValue(), 'Half a sentence')
  await page.reload()
  await alive(page)
  await changes(page).nth(1).click()
  assert.equal(await page.getByLabel('Your text').inputValue(), 'Half a sentence')
})

walk('whoever deletes the last that they had can bring it back, at once or later', {}, async (person, program) => {
  await client(program.url).upload('/resumes', fixture('resume.pdf'))
  const page = await person.tab()
  const resumes = page.getByRole('region', { name: 'Resumes' })
  await resumes.locator('summary').click()
  await resumes.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('heading', { name: /^Your resume, fitted to the job/ }).waitFor()
  await page.getByText('The resume is in the trash.').waitFor()
  await button(page, 'Bring it back').click()
  await resumes.getByRole('listitem').waitFor()
  await resumes.locator('summary').click()
  await resumes.getByRole('button', { name: 'Delete' }).click()
  await page.getByText('The resume is in the trash.').waitFor()
  await page.reload()
  await page.getByRole('link', { name: 'Trash' }).click()
  await page.getByRole('button', { name: /^Restore / }).waitFor()
})

walk('an address that is not there says so', {}, async (person) => {
  person.expect(/status of 404/)
  const page = await person.tab('/nothing')
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor()
  await page.goto('/sessions/sess_nothing/review')
  await page.getByText('Not found').first().waitFor()
  await page.getByRole('link', { name: /start/ }).first().waitFor()
})
