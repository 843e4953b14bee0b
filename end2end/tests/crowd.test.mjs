// Five hundred people log in at the same moment, some of them with the wrong password: each gets an answer, the program does not grow, and whoever is in
// already hardly notices.
//
// How it is measured. The crowd and the visitor whose pages are timed are processes of their own, so that neither waits for the other's work; the crowd has the
// lowest priority there is and says nothing but what was put together before, because the machines of real people cost ours nothing. Each look is a connection of
// its own. Quiet, a crowd that asks for next to nothing, and one that logs in take turns, as long and with as many looks, so that a machine that is
// slow for a while is slow for all of them; what is judged is the second worst look of the usual turn, so that one moment in which the machine stood still is
// not taken for ours. Five hundred requests that arrive at the same moment take their time whatever they want (in this build 0.2 ms of a processor each), and
// whoever comes with them waits with them: what is said of logging in is that it makes that no worse.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { test } from 'node:test'
import { ada, entered, environment } from '../lib/accounts.mjs'
import { crowd, visitor } from '../lib/crowd.mjs'
import { start } from '../lib/program.mjs'
import { copies } from '../lib/rows.mjs'
import { quantile } from '../lib/timing.mjs'

const PEOPLE = 500
/** Twenty looks a second, at the pages in turn. */
const EACH = 50
/** So often quiet and both crowds take turns, and so many seconds each lasts. */
const TURNS = 6
const SECONDS = 6
/** Milliseconds: up to so long a person takes an answer for immediate, whatever it takes in quiet. With hashes on the threads that answer it would be seconds. */
const FLOOR = 100
const PATIENCE = 60_000
/**
 * MB above what the program has in quiet: for each hash that is reckoned at a time (half of the cores, one at least) its 46 MiB, twice, as the allocator gives back what was
 * freed with a delay; and 100 MB for five hundred connections with their requests, rows and answers. Hashed all at once they would be 23,000.
 */
const GROWTH = Math.max(1, Math.floor(availableParallelism() / 2)) * 2 * 49 + 100

const port = (program) => Number(new URL(program.url).port)

test('five hundred log in at once: all are answered, memory is bounded, and others hardly wait longer', { timeout: 900_000 }, async (t) => {
  const program = await start(environment)
  const [people, guest] = [crowd(), visitor()]
  try {
    const { headers } = await entered(program, ada)
    const reply = await logIn(program, ada.email, ada.password)
    const cookie = reply.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ')
    const pages = [{ path: '/login' }, { path: '/', headers: { cookie } }, { path: '/api/v1/sessions', headers }]
    const look = (first = 0) => guest.ask({ port: port(program), pages, first, each: EACH, times: (SECONDS * 1000) / EACH })

    // Everybody with the right password comes again with every wave; who guesses comes once.
    const right = addresses('right', PEOPLE / 2)
    const wrong = Array.from({ length: TURNS }, (_, turn) => addresses(`wrong-${turn}`, PEOPLE / 2))
    for (const some of [right, ...wrong]) copies(program, ada.email, some)
    await look()
    const idle = memory(program, 'VmRSS')

    const [waves, quiet, plain, during] = [[], [], [], []]
    const wave = async (requests, turn) => {
      const looking = look(turn)
      const began = Date.now()
      const answers = await people.ask({ port: port(program), requests, patience: PATIENCE })
      return { took: Date.now() - began, answers, looks: await looking }
    }
    for (const [turn, guessing] of wrong.entries()) {
      quiet.push(await look(turn))
      const { answers: alive, looks } = await wave(Array(PEOPLE).fill(health(program)), turn)
      assert.ok(alive.every(({ status }) => status === 200))
      plain.push(looks)
      const who = right.flatMap((email, at) => [{ email, password: ada.password }, { email: guessing[at], password: 'not that one' }])
      const { took, answers, looks: seen } = await wave(who.map((one) => request(program, one)), turn)
      waves.push({ took, answers: answers.map((answer, at) => ({ ...answer, right: at % 2 === 0 })) })
      during.push(seen)
    }
    const peak = memory(program, 'VmHWM')

    const answers = waves.flatMap((wave) => wave.answers)
    const counted = {}
    for (const { right, status, lost } of answers) {
      const what = `${right ? 'right' : 'wrong'} ${status ?? lost}`
      counted[what] = (counted[what] ?? 0) + 1
    }
    t.diagnostic(`${waves.length} waves of ${PEOPLE}, the longest ${Math.max(...waves.map(({ took }) => took))} ms: ${JSON.stringify(counted)}`)
    t.diagnostic(`memory: ${idle.toFixed(0)} MB in quiet, ${peak.toFixed(0)} MB at most; allowed ${(idle + GROWTH).toFixed(0)} MB`)
    const found = pages.map(({ path }, page) => {
      const took = (looks) => looks.filter((look) => look.page === page).map(({ took }) => took)
      const [crowded, asked, alone] = [during, plain, quiet].map((turns) => {
        const all = took(turns.flat())
        return { p50: quantile(all, 0.5), p99: quantile(all, 0.99), usual: quantile(turns.map((looks) => secondWorst(took(looks))), 0.5), looks: all.length }
      })
      const said = ({ p50, p99, usual }) => `p99 ${p99.toFixed(1)} ms (p50 ${p50.toFixed(1)}, of a usual turn ${usual.toFixed(1)})`
      t.diagnostic(`${path}: ${said(crowded)} while they log in, ${said(asked)} while as many ask for nothing, ${said(alone)} in quiet; ${crowded.looks} looks each`)
      return { path, worst: crowded.usual, allowed: Math.max(2 * alone.usual, 2 * asked.usual, FLOOR) }
    })

    for (const { right, status, retryAfter, lost } of answers) {
      assert.ok(!lost, lost)
      assert.ok((right ? [200, 503] : [401, 503]).includes(status), `${status} for a ${right ? 'right' : 'wrong'} password`)
      assert.ok(status !== 503 || retryAfter > 0, 'who is sent away is told when to come back')
    }
    assert.ok(peak <= idle + GROWTH, `${peak} MB`)
    for (const { status } of [quiet, plain, during].flat(2)) assert.equal(status, 200)
    for (const { path, worst, allowed } of found) assert.ok(worst <= allowed, `${path} takes ${worst} ms, ${allowed} are allowed`)

    // Who was sent away has not guessed, however often: the password lets them in as soon as there is room.
    const wait = Math.max(...answers.filter(({ right, status }) => right && status === 503).map(({ retryAfter }) => retryAfter), 0)
    await new Promise((done) => setTimeout(done, wait * 1000))
    for (const email of right) assert.equal((await logIn(program, email, ada.password)).status, 200)
  } finally {
    people.stop()
    guest.stop()
    await program.stop()
  }
})

/** Of a page in one turn. A machine that stops for a second spoils one turn; hashes on the threads that answer would spoil them all. */
const secondWorst = (times) => [...times].sort((a, b) => b - a)[1]

const addresses = (name, count) => Array.from({ length: count }, (_, at) => `${name}-${at}@example.org`)

const logIn = (program, email, password) =>
  fetch(`${program.url}/api/v1/auth/log-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password, cookies: true }),
  })

/** A log-in as it goes over the wire. */
function request(program, { email, password }) {
  const body = JSON.stringify({ email, password })
  const head = ['POST /api/v1/auth/log-in HTTP/1.1', `Host: ${new URL(program.url).host}`, 'Content-Type: application/json', `Content-Length: ${body.length}`, 'Connection: close']
  return `${head.join('\r\n')}\r\n\r\n${body}`
}

/** What costs next to nothing, over the wire. */
const health = (program) => `GET /healthz HTTP/1.1\r\nHost: ${new URL(program.url).host}\r\nConnection: close\r\n\r\n`

/** Of the process that answers, in MB. */
function memory(program, what) {
  const status = readFileSync(`/proc/${program.children[0].child.pid}/status`, 'utf8')
  return Number(status.match(new RegExp(`^${what}:\\s+(\\d+) kB`, 'm'))[1]) / 1000
}
