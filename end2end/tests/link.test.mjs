// A job description by its link: the page is fetched, read and shown with where it came from; what is not public is never dialled.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { client } from '../lib/api.mjs'
import { alive, barriers, rest, walk } from '../lib/browser.mjs'
import { inNetworkOfItsOwn, sites } from '../lib/network.mjs'
import { button, fixture, posting } from '../lib/walk.mjs'

const JOB = 'http://jobs.example.com/senior-data-engineer'
const MOVED = 'http://short.example.com/x'
const EMPTY = 'http://jobs.example.com/app'
const INSIDE = ['http://169.254.169.254/latest/meta-data/', 'http://127.0.0.1/', 'http://0x7f.1/', 'http://10.0.0.5/job', 'http://[::1]/']

const job = `<!doctype html><title>Careers</title><script type="application/ld+json">${JSON.stringify({
  '@type': 'JobPosting',
  title: 'Senior Data Engineer',
  hiringOrganization: { name: 'Millrace Energy' },
  jobLocation: { address: { addressLocality: 'Aarhus', addressCountry: 'Denmark' } },
  description: `<p>Millrace Energy runs forty small power stations.</p><h3>Requirements</h3><ul><li>5 years of experience with Python</li><li>Apache Airflow</li><li>SQL</li></ul>
    <h3>Nice to have</h3><ul><li>Kubernetes</li></ul><p>You build what tells the stations when to open their gates, and you keep it running at night.</p><script>alert(1)</script>`,
}).replaceAll('</', '<\\/')}</script><h1>Senior Data Engineer</h1>`

const later = (page, milliseconds) => () => new Promise((done) => setTimeout(done, milliseconds, page))
const redirect = `<meta http-equiv="refresh" content="0;url=http://127.0.0.1/">`

if (inNetworkOfItsOwn(import.meta.filename, ['jobs.example.com', 'short.example.com'])) {
  const web = await sites({ [JOB]: later(job, 2500), [MOVED]: () => redirect, [EMPTY]: () => '<div id="root"></div>' })
  after(web.close)

  /** A session with a resume, and its page for the job. */
  async function jobPage(person, program) {
    const api = client(program.url)
    const { session_id: id } = (await api.post('/sessions', {})).body
    assert.equal((await api.upload(`/sessions/${id}/resume`, fixture('resume.pdf'))).status, 201)
    web.dialled.length = 0
    return { api, id, page: await person.tab(`/sessions/${id}/job`) }
  }

  const box = (page) => page.getByLabel('or a link to it')

  for (const width of [1280, 390]) {
    walk(`a link is fetched, and the job says where it is from, ${width} wide`, { width }, async (person, program) => {
      const { api, id, page } = await jobPage(person, program)
      const picture = (name) => process.env.PICTURES && rest(page).then(() => page.screenshot({ path: `${process.env.PICTURES}/link-${name}-${width}.png`, fullPage: true }))
      await box(page).fill(`  ${JOB} `)
      await page.getByText('The page is fetched from here').waitFor()
      await picture('given')
      await button(page, 'Fetch and read the page').click()
      await page.getByText('Fetching the page, then reading it.').waitFor()
      await page.getByRole('progressbar', { name: 'Fetching the page' }).waitFor()
      await picture('fetching')
      await page.getByRole('heading', { name: 'What was understood' }).waitFor()
      assert.equal(await page.getByLabel('Title').inputValue(), 'Senior Data Engineer')
      assert.equal(await page.getByLabel('Company').inputValue(), 'Millrace Energy')
      assert.equal(await page.getByLabel('Place').inputValue(), 'Aarhus, Denmark')
      const link = page.getByRole('link', { name: 'jobs.example.com/senior-data-engineer' })
      assert.equal(await link.getAttribute('href'), JOB)
      for (const word of ['noopener', 'noreferrer', 'nofollow']) assert.match(await link.getAttribute('rel'), new RegExp(word))
      await page.getByText('the data that the page gives to search engines').waitFor()
      assert.deepEqual(await barriers(page, 'job'), [])
      await picture('read')
      assert.deepEqual(web.dialled, ['93.184.215.14:80'])
      const session = (await api.get(`/sessions/${id}`)).body
      assert.equal(session.jd_url, JOB)
      const known = (await api.get(`/job-descriptions/${session.job_description_id}`)).body
      assert.equal(known.source, 'url')
      assert.deepEqual([known.fetched.from, known.fetched.read], [JOB, 'json_ld'])
      assert.match(known.fetched.at, /^20\d\d-.*Z$/)
      assert.doesNotMatch(known.text, /alert|</)
    })

    walk(`a link that can’t be read stays in the box with the reason, ${width} wide`, { width }, async (person, program) => {
      person.expect(/status of 422/)
      const { page } = await jobPage(person, program)
      for (const [address, says] of [
        ...INSIDE.map((address) => [address, /not on the public internet/]),
        ['http://jobs.example.com/none', /not there, or no longer/],
        ['http://nowhere.example.com/', /No site was found/],
        [EMPTY, /no job description in it/],
        [MOVED, /no job description in it/],
      ]) {
        await box(page).fill(address)
        await button(page, 'Fetch and read the page').click()
        const alert = page.getByRole('alert').filter({ hasText: says })
        await alert.waitFor()
        assert.match(await alert.innerText(), /paste it instead/)
        assert.equal(await box(page).inputValue(), address)
      }
      if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/link-refused-${width}.png`, fullPage: true })
      assert.deepEqual([...new Set(web.dialled)], ['93.184.215.14:80'], 'nobody inside was dialled')
      await page.reload()
      await alive(page)
      assert.equal(await box(page).inputValue(), MOVED, 'nor does a reload lose it')
      await box(page).fill(posting)
      await button(page, 'Read the job description').click()
      await page.getByRole('heading', { name: 'What was understood' }).waitFor()
      await page.getByText(/^Pasted/).waitFor()
    })
  }

  walk('a link works without a script, too', { script: false }, async (person, program) => {
    const { page } = await jobPage(person, program)
    await box(page).fill(JOB)
    await button(page, 'Read the job description').click()
    await page.getByRole('heading', { name: 'What was understood' }).waitFor()
    await page.getByRole('link', { name: 'jobs.example.com/senior-data-engineer' }).waitFor()
  })

  walk('over the API: into a session, into the library, and refused', {}, async (person, program) => {
    const { api, id } = await jobPage(person, program)
    const made = await api.post('/job-descriptions', { url: JOB, title: 'Data Lead' })
    assert.equal(made.status, 201, JSON.stringify(made.body))
    assert.deepEqual([made.body.title, made.body.company, made.body.url], ['Data Lead', 'Millrace Energy', JOB])
    const given = await api.post(`/sessions/${id}/jd`, { url: JOB })
    assert.deepEqual([given.status, given.body.title, given.body.workflow_state], [200, 'Senior Data Engineer', 'jd_provided'])
    web.dialled.length = 0
    for (const url of [...INSIDE, 'file:///etc/passwd', 'http://me:secret@jobs.example.com/', 'http://jobs.example.com:6379/', 'nothing']) {
      for (const path of ['/job-descriptions', `/sessions/${id}/jd`]) {
        const { status, body } = await api.post(path, { url })
        assert.deepEqual([status, body.error.code], [422, 'JD_URL_UNREADABLE'], url)
        assert.ok(body.error.details.reason)
        assert.match(body.error.message, /paste it instead/)
      }
    }
    assert.deepEqual(web.dialled, [])
    assert.doesNotMatch(program.log, /jobs\.example\.com|meta-data/, 'addresses that people give are in no log')
  })
}
