// All of one's data as a whole: what was done with it, all of it in one file that another installation goes on with, and its end.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { client } from '../lib/api.mjs'
import { barriers, rest, walk } from '../lib/browser.mjs'
import { binary, start } from '../lib/program.mjs'
import { proposed } from '../lib/walk.mjs'

/** A name that stands in the resume of the fixtures, or any other word of it. */
const found = (folder, word) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(word))

walk('everything is taken along, read back somewhere else, and erased here', {}, async (person, program) => {
  const { api, id } = await proposed(program)
  const word = 'Wrenzyxwvut'
  await api.patch(`/sessions/${id}`, { workspace_name: `For ${word}` })
  assert.notDeepEqual(found(program.data, word), [])

  const { body: log } = await api.get('/me/activity?kind=resume')
  assert.deepEqual(log.items.map(({ action }) => action), ['resume.upload'])
  assert.equal(log.chains[0].fault, null)
  assert.equal((await api.get('/me/archive')).status, 404)
  const { body: all } = await api.get('/settings/audit?limit=5&verify=true')
  assert.ok(all.items.length === 5 && all.next_cursor && all.chains.every(({ fault }) => fault === null))

  const page = await person.tab('/settings')
  await page.getByRole('link', { name: 'Your activity' }).click()
  await page.getByText('The record is whole', { exact: false }).waitFor()
  await page.getByText('Uploaded a resume').first().waitFor()
  await page.getByRole('link', { name: 'Decisions' }).click()
  await page.getByText('Nothing of this kind was done yet.').waitFor()
  await page.getByRole('link', { name: 'Your data' }).click()
  await page.getByRole('button', { name: 'Make an archive' }).click()
  const link = page.getByRole('link', { name: 'Download' })
  await link.waitFor({ timeout: 20_000 })
  await rest(page)
  assert.deepEqual(await barriers(page, 'your data'), [])
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  const folder = mkdtempSync(join(tmpdir(), 'resumax-archive-'))
  try {
    const file = join(folder, 'archive.zip')
    await download.saveAs(file)
    assert.match(download.suggestedFilename(), /^resumax-\d{4}-\d\d-\d\d\.zip$/)
    const there = await start()
    try {
      const environment = { ...process.env, RESUMAX_DATA_DIR: there.data, RESUMAX_AUTH: 'local' }
      const said = execFileSync(binary, ['restore', '--account', file], { encoding: 'utf8', env: environment })
      assert.match(said, /Restored \d+ rows and \d+ files for local-dev/)
      const { body } = await client(there.url).get(`/sessions/${id}`)
      assert.equal(body.workspace_name, `For ${word}`)
      const verified = execFileSync(binary, ['audit', 'verify'], { encoding: 'utf8', env: environment })
      assert.match(verified, /All \d+ chains are whole/)
    } finally {
      await there.stop()
    }
  } finally {
    rmSync(folder, { recursive: true })
  }

  const typed = page.getByLabel('to say that you mean it', { exact: false })
  person.expect(/422/)
  await typed.fill('yes')
  await page.getByRole('button', { name: 'Erase everything' }).click()
  await page.getByText('Nothing was erased.', { exact: false }).waitFor()
  await typed.fill('erase everything')
  await page.getByRole('button', { name: 'Erase everything' }).click()
  await page.getByRole('heading', { name: 'Everything is being erased' }).waitFor()
  // After half a minute it looks again for what was on its way.
  await page.getByRole('button', { name: 'Make an archive' }).waitFor({ timeout: 60_000 })
  assert.deepEqual(found(program.data, word), [])
  assert.equal((await api.get(`/sessions/${id}`)).status, 404)
  assert.ok(!program.log.includes(word))

  await page.goto('/admin/audit')
  await page.getByText('Everything of a tenant was erased').waitFor()
  await page.getByRole('link', { name: 'See whether the record is whole' }).click()
  await page.getByText('The record is whole', { exact: false }).waitFor()
})
