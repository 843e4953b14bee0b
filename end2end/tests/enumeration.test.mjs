// Who has an account is nobody's business: an address that has one and an address that has none get the same answers, in times that tell nothing, and
// what is asked next tells nothing either.
//
// Addresses are asked in an order that is drawn, by one client on one connection, one after another: nobody else is there to blur what is measured.
// Each address is asked about once, so that no mail of a minute ago and no pause for guessing is in the way.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ada, bob, entered, environment } from '../lib/accounts.mjs'
import { start } from '../lib/program.mjs'
import { copies } from '../lib/rows.mjs'
import { dice, line, quantile, shuffled, told, toldByMiddle } from '../lib/timing.mjs'

/** Addresses of each kind. Chance alone takes three times for each guess past the bar once in some hundred runs: then as many more are asked, and all count. */
const EACH = 500
const ROUNDS = 4
/** 0.5 is a coin that is tossed, 1 is certain. */
const BAR = 0.6
/** Between two questions that cost little, in milliseconds: what the one before has caused is over. */
const PAUSE = 15
/** Questions about somebody else that are asked right behind each: the mail that leaves meanwhile may hold them up. */
const BEHIND = 3

const random = dice(20_260_301)
const hex = (digits) => Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('')
/** As long as all others, so that nothing but being known is different. */
const address = () => `person-${hex(12)}@example.org`
const addresses = (count) => Array.from({ length: count }, address)
const pause = (ms) => new Promise((done) => setTimeout(done, ms))
const WRONG = 'another lantern over 9 rivers'

describe('an address with an account and one without', () => {
  let program, asked
  before(async () => {
    program = await start(environment)
    await entered(program, ada)
    asked = line(program.url)
  })
  after(async () => {
    asked?.close()
    await program?.stop()
  })

  /** Addresses that have an account, confirmed or not. */
  function known(count, confirmed = true) {
    const made = addresses(count)
    copies(program, ada.email, made, confirmed)
    return made
  }
  const api = (path, body, headers = {}) =>
    asked.ask('POST', `/api/v1/auth/${path}`, { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } })
  const call = (name, fields, headers = {}) =>
    asked.ask('POST', `/fn/account_${name}`, {
      body: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })

  /** An answer without what is different each time, and without the address that was asked about. */
  function said(reply, email) {
    const nonce = reply.headers['content-security-policy']?.match(/'nonce-([^']+)'/)?.[1]
    const secrets = [email, encodeURIComponent(email), Buffer.from(email).toString('hex'), reply.headers['x-request-id'], nonce].filter(Boolean)
    const plain = (text) => secrets.reduce((text, secret) => text.replaceAll(secret, '…'), text)
    const headers = reply.raw.flatMap((name, at) => (at % 2 ? [] : [`${name.toLowerCase()}: ${plain(reply.raw[at + 1])}`]))
    return { status: reply.status, headers: headers.filter((header) => !header.startsWith('date: ')).sort(), size: reply.body.length, body: plain(reply.body) }
  }

  const actions = {
    'sign up': { ask: (email) => api('sign-up', { email, password: bob.password, name: '' }), status: 202, mails: true },
    'log in': { ask: (email) => api('log-in', { email, password: WRONG, cookies: true }), status: 401 },
    'ask for a new password': { ask: (email) => api('ask-reset', { email }), status: 202, mails: true, quick: true },
    'ask for the mail again': { ask: (email) => api('resend', { email }), status: 202, mails: true, quick: true, confirmed: false },
  }
  for (const [name, { ask, status, quick, mails, confirmed = true }] of Object.entries(actions)) {
    test(`${name}: one answer, in a time that tells nothing`, async (t) => {
      const times = [[], []]
      const next = Array.from({ length: BEHIND }, () => [[], []])
      const answers = new Set()
      const nobody = address()
      for (let round = 1; ; round++) {
        const kinds = [...known(EACH, confirmed).map((email) => [1, email]), ...addresses(EACH).map((email) => [0, email])]
        for (const [kind, email] of shuffled(kinds, random)) {
          if (quick) await pause(PAUSE)
          const reply = await ask(email)
          assert.equal(reply.status, status, reply.body)
          answers.add(JSON.stringify(said(reply, email)))
          times[kind].push(reply.took)
          if (mails) for (const took of next) took[kind].push((await api('resend', { email: nobody })).took)
        }
        assert.equal(answers.size, 1, [...answers].join('\n'))
        const draws = dice(round)
        const guesses = { once: told(...times), 'three times': toldByMiddle(3, ...times, draws) }
        if (mails) next.forEach((took, at) => (guesses[`by question ${at + 1} behind it`] = told(...took)))
        const found = Object.entries(guesses).map(([how, part]) => `${how} ${part.toFixed(3)}`)
        const middle = times.map((kind) => quantile(kind, 0.5).toFixed(2))
        t.diagnostic(`${name}: ${times[0].length} of each kind, ${middle[1]} ms where there is an account, ${middle[0]} ms where not; told apart: ${found.join(', ')}`)
        if (Math.max(...Object.values(guesses)) <= BAR) break
        assert.ok(round < ROUNDS, found.join(', '))
      }
    })
  }

  test('every server function says the same, to the program in the browser and to a plain form, and so does the page behind it', async () => {
    const html = { accept: 'text/html,application/xhtml+xml' }
    const forms = [
      ['sign_up', '/signup', (email) => ({ email, password: bob.password, name: '' })],
      ['log_in', '/login', (email) => ({ email, password: WRONG, next: '/' })],
      ['ask_reset', '/forgot', (email) => ({ email })],
      ['resend', '/signup?sent=1', (email) => ({ email })],
    ]
    for (const [name, page, fields] of forms) {
      const answers = new Set()
      for (const email of shuffled([...known(4), ...known(4, false), ...addresses(4)], random)) {
        const quiet = await call(name, fields(email), { accept: 'application/json' })
        const plain = await call(name, fields(email), { ...html, referer: program.url + page })
        assert.ok([302, 303].includes(plain.status), `${name}: ${plain.status}`)
        const cookie = (plain.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ')
        const path = new URL(plain.headers.location, program.url)
        const shown = await asked.ask('GET', path.pathname + path.search, { headers: { ...html, cookie } })
        assert.equal(shown.status, 200, `${name}: ${plain.headers.location}`)
        answers.add(JSON.stringify([quiet, plain, shown].map((reply) => said(reply, email))))
      }
      assert.equal(answers.size, 1, [...answers].join('\n\n'))
    }
  })

  test('asked again and again, each is answered as before', async () => {
    const emails = [...known(2), ...known(2, false), ...addresses(2)]
    for (const ask of ['sign up', 'ask for a new password', 'ask for the mail again'].map((name) => actions[name].ask)) {
      const answers = new Set()
      for (let times = 0; times < 4; times++) for (const email of emails) answers.add(JSON.stringify(said(await ask(email), email)))
      assert.equal(answers.size, 1, [...answers].join('\n'))
    }
  })

  test('whoever guesses is made to wait as long', async () => {
    const emails = [...known(2), ...known(2, false), ...addresses(2)]
    const { ask } = actions['log in']
    /** What each of them hears: a status, and how long to wait. */
    const round = async () => {
      const heard = []
      for (const email of emails) {
        const reply = await ask(email)
        const { error } = JSON.parse(reply.body)
        heard.push({ status: reply.status, wait: Number(reply.headers['retry-after'] ?? 0), code: error.code, message: error.message.replace(/\d+ s/, '… s') })
      }
      // Those who are asked one after another may stand on two sides of a second.
      const waits = heard.map(({ wait }) => wait)
      assert.ok(Math.max(...waits) - Math.min(...waits) <= 1, `${waits}`)
      assert.equal(new Set(heard.map(({ wait, ...rest }) => JSON.stringify(rest))).size, 1, JSON.stringify(heard))
      return heard[0]
    }
    for (let free = 0; free < 6; free++) assert.equal((await round()).status, 401)
    const held = await round()
    assert.deepEqual([held.status, held.wait > 0], [429, true])
    await pause(2100)
    assert.equal((await round()).status, 401)
    const longer = await round()
    assert.ok(longer.status === 429 && longer.wait > held.wait, `${longer.wait} s after ${held.wait} s`)
  })

  test('a browser that is known tells nothing of others', async () => {
    const own = await api('log-in', { email: ada.email, password: ada.password, cookies: true })
    const cookie = own.headers['set-cookie'].map((cookie) => cookie.split(';')[0]).find((cookie) => cookie.startsWith('resumax-device='))
    const answers = new Set()
    for (let times = 0; times < 3; times++) {
      for (const email of [...known(2), ...known(2, false), ...addresses(2)]) {
        answers.add(JSON.stringify(said(await api('log-in', { email, password: WRONG, cookies: true }, { cookie }), email)))
      }
    }
    assert.equal(answers.size, 1, [...answers].join('\n'))
  })

  test('signing up and then logging in with the same password does not tell whether the address had an account', async () => {
    const everything = [...known(1), ...known(1, false), ...addresses(1)]
    const seen = new Set()
    for (const email of everything) {
      assert.equal((await actions['sign up'].ask(email)).status, 202)
      const { status, body } = await api('log-in', { email, password: bob.password })
      assert.equal(status, 200, body)
      const profile = await asked.ask('GET', '/api/v1/me', { headers: { authorization: `Bearer ${JSON.parse(body).access_token}` } })
      const { user_id, created_at, ...rest } = JSON.parse(profile.body)
      assert.ok(user_id && created_at)
      seen.add(JSON.stringify({ ...rest, email: rest.email === email }))
    }
    assert.equal(seen.size, 1, [...seen].join('\n'))
    assert.equal(JSON.parse([...seen][0]).verified, false)
  })

  test('nor does a browser that keeps its cookies learn it', async () => {
    const seen = new Set()
    for (const email of [...known(1), ...known(1, false), ...addresses(1)]) {
      const signedUp = await call('sign_up', { email, password: bob.password, name: '' })
      const cookie = (signedUp.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ')
      const loggedIn = await call('log_in', { email, password: bob.password, next: '/' }, { cookie })
      seen.add(`${signedUp.status} ${loggedIn.status} ${(loggedIn.headers['set-cookie'] ?? []).length}`)
    }
    assert.equal(seen.size, 1, [...seen].join('\n'))
  })
})
