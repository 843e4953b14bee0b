// Everyone: every page in light and dark, on a desk and on a phone; without a script; from the first visit on.
import assert from 'node:assert/strict'
import { alive, barriers, rest, walk } from '../lib/browser.mjs'
import { button, changes, fixture, posting, proposed, slow, started } from '../lib/walk.mjs'
import { inParts, watched } from '../lib/watched.mjs'

const STAGES = ['resume', 'job', 'analysis', 'review', 'export', 'history']

for (const [where, look] of [['on a desk', {}], ['on a phone', { width: 390, height: 844, touch: true }]]) {
  walk(`every page can be used by everyone, in light and dark, ${where}`, look, async (person, program) => {
    const page = await person.tab()
    const found = []
    const check = async (what) => {
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      if (wide > 0) found.push(`${what}: ${wide} px too wide`)
      await rest(page)
      found.push(...(await barriers(page, what)))
      // Dark has other colours, and nothing else.
      await page.emulateMedia({ colorScheme: 'dark' })
      await rest(page)
      found.push(...(await barriers(page, `${what}, dark`, ['color-contrast'])))
      await page.emulateMedia({ colorScheme: 'light' })
    }
    const visit = async (path, what = path.replace(/sess_\w+/, '…')) => {
      await page.goto(path)
      await alive(page)
      // What comes late may move things, too.
      await page.waitForTimeout(300)
      await check(what)
    }
    await check('the welcome')
    const { api, id, review } = await proposed(program)
    const { session_id: empty } = (await api.post('/sessions', {})).body
    await visit(review, 'the review with changes')
    await button(page, 'Edit').click()
    await page.getByLabel('Your text').waitFor()
    await check('the review with a text box')
    await button(page, 'Cancel').click()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor()
    await check('the keys')
    const [approval] = (await api.get(`/sessions/${id}/approvals`)).body.items
    await api.post(`/sessions/${id}/approvals/${approval.approval_id}/approve`)
    await api.post(`/sessions/${id}/export`, { format: 'pdf' })
    for (const stage of STAGES) await visit(`/sessions/${id}/${stage}`)
    for (const stage of STAGES) await visit(`/sessions/${empty}/${stage}`, `${stage} of an empty session`)
    await visit('/')
    await visit('/settings')
    await visit('/settings/jobs')
    person.expect(/status of 404/)
    await visit('/nothing')
    assert.deepEqual(found, [])
  })
}

walk('what comes in parts, and letters that come late, move next to nothing', {}, async (person, program) => {
  const { id } = await proposed(program)
  const door = await watched(program, inParts(40))
  program.origins.push(door.url)
  const page = await person.tab()
  for (const stage of STAGES) {
    let come
    const late = new Promise((resolve) => (come = resolve))
    await page.route('**/*.woff2', (route) => late.then(() => route.continue()))
    await page.goto(`${door.url}/sessions/${id}/${stage}`, { waitUntil: 'domcontentloaded' })
    await alive(page)
    await rest(page)
    come()
    await page.evaluate(() => document.fonts.ready)
    await rest(page)
    await page.unroute('**/*.woff2')
  }
  await page.close()
  door.close()
  assert.deepEqual(person.jumps(0.015), [])
})

walk('without a script: upload, give the job, ask for changes, decide, read', { script: false }, async (person, program) => {
  const page = await person.tab()
  await page.getByLabel('Resume file').setInputFiles(fixture('resume.pdf'))
  await button(page, 'Upload').click()
  await page.getByText('Every line of your file is in the document.').waitFor()
  await page.getByRole('link', { name: 'Next: the job' }).click()
  await page.getByLabel('Paste the whole text of the job description').fill(posting)
  await button(page, 'Read the job description').click()
  await page.getByRole('heading', { name: 'What was understood' }).waitFor()
  await page.getByRole('link', { name: 'Next: the analysis' }).click()
  await page.getByRole('img', { name: /^Score \d+ of 100$/ }).waitFor()
  await button(page, 'Suggest changes').click()
  await page.waitForURL(/\/review/)
  for (let tries = 0; tries < 20 && !(await changes(page).count()); tries++) await page.reload()
  await changes(page).nth(1).click()
  await button(page, 'Reject').click()
  await changes(page).nth(1).getByText('Rejected').waitFor()
  await button(page, 'Accept all supported').click()
  await button(page, 'Save version').click()
  await page.getByRole('link', { name: 'History' }).click()
  await page.getByRole('heading', { name: 'Version 2' }).waitFor()
  await page.goto(`${program.url}/`)
  await page.getByRole('searchbox').fill('zzz')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByText('No session with these words').waitFor()
})

const atOnce = { AI_PROVIDER: 'mock', AI_MOCK_SCRIPT: JSON.stringify({ steps: [{ offline: true, delay_ms: 5000 }] }) }

for (const [how, environment] of [['all at once', atOnce], ['one by one', slow(400)]]) {
  for (const width of [1280, 390]) {
    walk(`changes that come ${how}, and the end of their run, move next to nothing, ${width} wide`, { environment, width }, async (person, program) => {
      const { review } = await started(program, 'run_started')
      const page = await person.tab(review)
      await page.getByText('Waiting for you', { exact: true }).waitFor()
      await rest(page)
      assert.deepEqual(person.jumps(0.015), [])
    })
  }
}

walk('the sample: proposed changes in one click', {}, async (person) => {
  const page = await person.tab()
  await button(page, 'Try the sample').click()
  await changes(page).nth(7).waitFor()
  await page.getByText('Waiting for you', { exact: true }).waitFor()
  await changes(page).first().click()
})

walk('first steps, search and trash on the start page', {}, async (person, program) => {
  const { api, id } = await proposed(program)
  const page = await person.tab()
  await page.getByText('2/4').waitFor()
  const [approval] = (await api.get(`/sessions/${id}/approvals`)).body.items
  await api.post(`/sessions/${id}/approvals/${approval.approval_id}/approve`)
  await page.reload()
  await alive(page)
  await page.getByText('3/4').waitFor()
  await Promise.all([page.waitForResponse(/dismiss_checklist/), button(page, 'Don’t show this again').click()])
  await page.getByText('First steps').waitFor({ state: 'hidden' })
  await page.reload()
  await alive(page)
  assert.equal(await page.getByText('First steps').count(), 0)

  const sessions = page.getByRole('region', { name: 'Sessions' })
  await page.getByRole('searchbox').fill('backend')
  await page.getByRole('searchbox').press('Enter')
  await sessions.getByText('Senior Backend Engineer (Rust)').first().waitFor()
  await page.getByRole('searchbox').fill('zookeeper')
  await page.getByRole('searchbox').press('Enter')
  await page.getByText('No session with these words. Try fewer.').waitFor()
  await page.goto('/')
  await alive(page)
  await page.getByRole('link', { name: 'Exported' }).click()
  await page.getByText('No session here yet').waitFor()

  const resumes = page.getByRole('region', { name: 'Resumes' })
  await resumes.getByText('More for').or(resumes.locator('summary')).first().click()
  await resumes.getByRole('button', { name: 'Delete' }).click()
  await page.getByText('The resume is in the trash.').waitFor()
  await button(page, 'Bring it back').click()
  await resumes.getByRole('listitem').first().waitFor()
  await page.getByText('is back in the list').waitFor()
})
