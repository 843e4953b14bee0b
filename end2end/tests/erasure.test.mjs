// The end of an account: what somebody brought in, said and was called, under words that nobody else uses, is nowhere when they have deleted it.
import assert from 'node:assert/strict'
import { confirm, entered, field, giveLogIn, mailbox, settled } from '../lib/accounts.mjs'
import { client } from '../lib/api.mjs'
import { alive, walk } from '../lib/browser.mjs'
import { canaries, resumeOf, talkative, within } from '../lib/canaries.mjs'
import { posting } from '../lib/contract.mjs'
import { change, kept, objects, rows, tables } from '../lib/stores.mjs'
import { button, changes, dropResume, pasteJob } from '../lib/walk.mjs'

/** What is kept while there is an account. */
const words = canaries([
  'name', 'mail', 'moved', 'wanted', 'resume', 'employer', 'file', 'job', 'title', 'place', 'instruction', 'reply', 'reason', 'own', 'statement', 'label', 'token', 'workspace', 'note',
])
/** What is never kept, or in a form that cannot be read. */
const unkept = canaries(['password', 'next', 'search', 'agent', 'wrong'])
const all = { ...words, ...unkept }
const phone = '555-0171'

const ada = { name: `Ada ${words.name}`, email: `${words.mail}@example.org`, password: `${unkept.password} under 4 lamps` }
const moved = { ...ada, email: `${words.moved}@example.org`, password: `${unkept.next} on a wire` }

const environment = {
  RESUMAX_AUTH: 'accounts',
  ...talkative,
  AI_PROVIDER: 'mock',
  AI_MOCK_SCRIPT: JSON.stringify({
    repeat: true,
    steps: [{ offline: true, text: [`About ${words.reply}.`], changes: [{ find: 'Wrote Terraform', insert: `Kept ${words.reply} in order`, reason: `Because of ${words.reason}.` }] }],
  }),
}

/** The tables that have rows of nobody: what was migrated, what was tried as hashes, the job that erased, and what the installation notes for itself. */
const OF_NOBODY = ['seaql_migrations', 'attempts', 'jobs', 'audit_log', 'audit_heads', 'preferences']

walk('a deleted account leaves no word of its owner', { environment }, async (person, program) => {
  const mails = mailbox(program)
  const page = await person.tab('/login')
  await settled(page, mails, ada)
  await bringsIn(page)
  await tailors(person, page)
  await exports(page)
  await changesTheAccount(program, page, mails)
  await actsWithAToken(page, program)
  await logsInElsewhere(program)
  await takesAlong(page)
  const [[user]] = rows(program, 'SELECT id FROM users')
  const there = await kept(program)
  assert.deepEqual(Object.keys(words).filter((name) => !there.some(([, bytes]) => within(all, bytes).includes(name))), [], 'words that are not kept anywhere, and prove nothing')
  assert.ok((await objects(program)).length > 5)

  await deletes(person, page)
  await gone(program)
  const left = (await kept(program)).map(([place, bytes]) => [place, within({ ...all, phone }, bytes)])
  assert.deepEqual(left.filter(([, names]) => names.length), [])
  // Beside the files of people stands the name of the database that they belong to.
  const files = (await objects(program)).map(([place]) => place.split('/').at(-1))
  assert.deepEqual(files, ['database'], 'files, whatever they say')
  assert.deepEqual(Object.keys(tables(program)).filter((table) => !OF_NOBODY.includes(table)), [], 'tables with rows')
  assert.deepEqual(rows(program, 'SELECT DISTINCT tenant FROM preferences'), [['']], 'what the installation notes for itself')
  assert.deepEqual(program.log.split('\n').filter((line) => within({ ...all, phone }, line).length), [], 'log')
  // What the law of the product lets stay: that it was done, under a name that says nothing.
  const record = rows(program, 'SELECT tenant, action, subject, details FROM audit_log ORDER BY seq')
  assert.deepEqual(record.filter(([tenant]) => tenant !== '~installation'), [])
  const [[, , , counts]] = record.filter(([, action, subject]) => action === 'account.deleted' && subject === user)
  assert.ok(Object.values(JSON.parse(counts)).every((count) => Number.isInteger(count)), counts)
  assert.match(program.command('audit', 'verify'), /All \d+ chains are whole/)

  // The address is free again, and whoever takes it finds nothing.
  const api = client(program.url, (await entered(program, { ...ada, password: 'seven quiet harbours, no wind' })).headers)
  for (const list of ['/sessions', '/resumes', '/job-descriptions', '/me/tokens']) assert.deepEqual((await api.get(list)).body.items, [], list)
})

async function bringsIn(page) {
  await dropResume(page, `cv-${words.file}.md`, Buffer.from(resumeOf(words, phone)))
  await page.getByRole('link', { name: 'Next: the job' }).click()
  await pasteJob(page, posting.replaceAll('Nordwind', words.job).replace('Senior', words.title))
  await page.getByLabel('Place').or(page.getByLabel('Location')).first().fill(words.place)
  await button(page, 'Save').click()
  await page.getByRole('link', { name: 'Next: the analysis' }).click()
}

/** A run with an instruction; a change with an own text and a statement, all others as they are. */
async function tailors(person, page) {
  person.expect(/status of 422/)
  await page.getByLabel('Anything to mind?').fill(`Think of ${words.instruction}.`)
  await button(page, 'Suggest changes').click()
  await page.getByText('Waiting for you', { exact: true }).waitFor({ timeout: 20_000 })
  await changes(page).filter({ hasText: words.reply }).click()
  await button(page, 'Edit').click()
  await page.getByLabel('Your text').fill(`Led ${words.own} at Initrode for 12 years`)
  await button(page, 'Use my text').click()
  // The resume does not show it: its owner says why it is true.
  await page.getByLabel('This is true because …').fill(`I did: ask ${words.statement}, who was there.`)
  await button(page, 'Use my text').click()
  await changes(page).filter({ hasText: words.own }).getByText('Edited').waitFor()
  await button(page, 'Accept all supported').click()
  await button(page, 'Save version').click()
  await page.getByRole('region', { name: 'Saved' }).getByRole('link', { name: 'Export' }).click()
}

async function exports(page) {
  for (const format of ['PDF', 'Plain text', 'Word (DOCX)']) {
    await page.getByText(format, { exact: true }).click()
    const before = await page.getByRole('link', { name: /^Download / }).count()
    await button(page, 'Export').click()
    await page.getByRole('link', { name: /^Download / }).nth(before).waitFor()
  }
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /^Download .*\.txt$/ }).click()])
  await download.path()
  await page.getByRole('link', { name: 'History' }).click()
  const versions = page.getByRole('region', { name: 'Versions' }).getByRole('listitem')
  await versions.first().getByText('Name it').click()
  await page.getByLabel(/^Name of version/).first().fill(words.label)
  await versions.first().getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: words.label }).waitFor()
}

/** Another address, one that never was confirmed, and another password. */
async function changesTheAccount(program, page, mails) {
  const ask = async (email) => {
    await page.goto('/account')
    await alive(page)
    await page.getByText('Change the address').click()
    await field(page, 'New address').fill(email)
    await page.locator('#email-password').fill(ada.password)
    await button(page, 'Send the link').click()
    await page.getByText('until then it stays').waitFor()
  }
  await ask(moved.email)
  await confirm(page, await mails.link(moved.email, '/confirm'))
  // As if a minute had passed: sooner no second mail of this kind is written.
  change(program, "UPDATE letters SET created_at = '2020-01-01T00:00:00Z'")
  await ask(`${words.wanted}@example.org`)
  await mails.link(`${words.wanted}@example.org`, '/confirm')
  await page.getByText('Change the password').first().click()
  await field(page, 'Password now').fill(ada.password)
  await field(page, 'New password').fill(moved.password)
  await button(page, 'Change the password').click()
  await page.getByText('Your password is changed.').waitFor()
}

/** A program of theirs renames, uploads, deletes and searches. */
async function actsWithAToken(page, program) {
  await page.goto('/account')
  await alive(page)
  await page.getByText('Make a token').click()
  await field(page, 'What is it for?').fill(words.token)
  await page.getByRole('group', { name: 'What may it do?' }).getByText('Look and change', { exact: true }).click()
  await button(page, 'Make the token').click()
  const token = await page.getByRole('dialog', { name: 'The new token' }).locator('.secret-text').innerText()
  unkept['API token'] = all['API token'] = token
  const api = client(program.url, { authorization: `Bearer ${token}` })
  const [{ session_id }] = (await api.get('/sessions')).body.items
  assert.equal((await api.patch(`/sessions/${session_id}`, { workspace_name: words.workspace })).status, 200)
  const note = { name: `note-${words.file}.txt`, bytes: Buffer.from(`About ${words.note}`) }
  assert.equal((await api.upload(`/sessions/${session_id}/files/upload`, note)).status, 201)
  const other = await api.upload('/resumes', { name: `old-${words.file}.md`, bytes: Buffer.from(resumeOf(words, phone)) })
  assert.equal((await api.delete(`/resumes/${other.body.resume_id}`)).status, 204)
  assert.equal((await api.get(`/sessions?search=${unkept.search}`)).status, 200)
}

/** With a browser that says more of itself than others; wrong at first. */
async function logsInElsewhere(program) {
  const enter = (password) =>
    fetch(`${program.url}/api/v1/auth/log-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': `Mozilla/5.0 (Linux) ${unkept.agent} Firefox/99.0` },
      body: JSON.stringify({ email: moved.email, password }),
    })
  assert.equal((await enter(unkept.wrong)).status, 401)
  assert.equal((await enter(moved.password)).status, 200)
}

async function takesAlong(page) {
  await page.goto('/account/data')
  await alive(page)
  await button(page, 'Make an archive').click()
  await page.getByRole('link', { name: 'Download' }).waitFor({ timeout: 30_000 })
}

/** With the wrong password nothing happens; with the right one nobody is let in any more. */
async function deletes(person, page) {
  await page.getByRole('link', { name: 'Delete the account' }).click()
  await page.getByText('Delete the account and everything in it').click()
  person.expect(/status of 401/)
  await page.locator('#close-password').fill(unkept.wrong)
  await button(page, 'Delete my account').click()
  await page.locator('#close-password[aria-invalid=true]:focus').waitFor()
  await page.locator('#close-password').fill(moved.password)
  await button(page, 'Delete my account').click()
  await page.getByText('Your account is deleted.').waitFor()
  await alive(page)
  await giveLogIn(page, moved)
  await page.locator('#login-password[aria-invalid=true]').waitFor()
  await page.goto('/')
  await page.waitForURL(/\/login/)
}

/** After half a minute it looks again for what was on its way. */
async function gone(program) {
  for (let tries = 0; tries < 240; tries++) {
    const [[erasing], [errands]] = [...rows(program, 'SELECT COUNT(*) FROM erasures'), ...rows(program, 'SELECT COUNT(*) FROM outbox')]
    if (erasing + errands === 0) return
    await new Promise((done) => setTimeout(done, 500))
  }
  assert.fail('after two minutes the account is still being erased')
}
