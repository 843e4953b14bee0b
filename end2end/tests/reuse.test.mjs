// A refresh token that is shown a second time is a thief's, or its owner's after a thief: the login that it belongs to is over within a second, with everything that
// goes on by it, and no other login is touched. On every server, whatever has become of Redis.
//
// The robbed login and another one of the same person are watched side by side: each is asked every few milliseconds, on every server, by all that it lets
// do. What counts is when the last question was sent that was still let in; and when the last live stream was ended.
import assert from 'node:assert/strict'
import http from 'node:http'
import { after, before, describe, test } from 'node:test'
import { ada, entered, environment } from '../lib/accounts.mjs'
import { client } from '../lib/api.mjs'
import { proposed, ready } from '../lib/contract.mjs'
import { start } from '../lib/program.mjs'
import { startRedis } from '../lib/redis.mjs'

/** Milliseconds from the second use of a token to the last moment that its login was of use. */
const BAR = 1000
/** Two tabs may come so far apart, in milliseconds (services::accounts::refresh). */
const GRACE = 10_000
/** Between two questions of one watcher, in milliseconds. */
const EACH = 80
/** So many answers of each watcher count before the token is used again, and so many of those that were asked for when all has to be over. */
const ENOUGH = 5

const team = process.env.ENGINES === 'team'
const pause = (ms) => new Promise((done) => setTimeout(done, ms))
const cookies = ({ access, refresh }) => [`resumax-access=${access}`, ...(refresh ? [`resumax-refresh=${refresh}`] : [])].join('; ')

describe(`a refresh token that is used again${team ? ', on two servers' : ''}`, () => {
  let program, redis, api, id, run
  before(async () => {
    redis = team ? await startRedis() : undefined
    program = await start({ ...environment, ...(redis && { REDIS_URL: `${redis.url}/0` }) }, { servers: team ? 2 : 1 })
    const { headers } = await entered(program, ada)
    api = client(program.url, headers)
    id = await ready(api)
    // It waits for a decision, and its streams stay open.
    run = (await proposed(api, id)).run.run_id
  })
  after(async () => {
    await program?.stop()
    await redis?.kill()
  })

  const post = async (url, path, body) => {
    const reply = await fetch(`${url}/api/v1/auth/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    return { status: reply.status, body: await reply.json() }
  }
  const last = () => program.urls.at(-1)

  /** Somebody who is logged in, has gone on with the first refresh token, and has a file. */
  async function login() {
    const { body: first } = await post(program.url, 'log-in', { email: ada.email, password: ada.password })
    const { status, body: next } = await post(last(), 'refresh', { refresh_token: first.refresh_token })
    assert.equal(status, 200)
    const since = Date.now()
    const own = client(program.url, { authorization: `Bearer ${next.access_token}` })
    const { body: made } = await own.post(`/sessions/${id}/export`, { format: 'md' })
    return { first, next, since, file: new URL(made.download_url).pathname }
  }

  /** All that a login lets do, as `[name, how to ask, the status that means "let in"]`. */
  const uses = ({ first, next, file }) => [
    ['access token', { path: '/api/v1/me', headers: { authorization: `Bearer ${next.access_token}` } }],
    ['older access token', { path: '/api/v1/me', headers: { authorization: `Bearer ${first.access_token}` } }],
    ['page', { path: `/sessions/${id}/resume`, headers: { cookie: cookies({ access: next.access_token, refresh: next.refresh_token }) } }],
    ['server function', { method: 'POST', path: '/fn/load_trash', headers: { cookie: cookies({ access: next.access_token }) } }],
    ['signed link', { path: file, headers: {} }],
  ]

  /** Asks until it is stopped; `heard` is what it was answered, `lastIn()` when it asked for the last time and was let in. */
  function watch(url, [name, how]) {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
    const heard = []
    let on = true
    const watching = (async () => {
      while (on) {
        const sent = Date.now()
        heard.push({ sent, status: await asked(agent, url, how) })
        await pause(EACH)
      }
      agent.destroy()
    })()
    return {
      name: `${name} on ${url}`,
      heard,
      stop: () => ((on = false), watching),
      lastIn: () => Math.max(0, ...heard.filter(({ status }) => status === 200).map(({ sent }) => sent)),
    }
  }

  /** A live stream; `ended` is when it was. */
  async function follow(url, name, headers) {
    const stream = { name: `${name} on ${url}`, ended: undefined, stop: () => request.destroy() }
    const request = http.get(`${url}/api/v1/sessions/${id}/runs/${run}/stream`, { headers })
    const end = () => (stream.ended ??= Date.now())
    await new Promise((done, failed) => {
      request.on('error', (error) => (end(), failed(error)))
      request.on('response', (reply) => {
        assert.equal(reply.statusCode, 200)
        reply.once('data', done)
        reply.on('error', end)
        reply.on('close', end)
      })
    })
    return stream
  }

  const streams = ({ next }) =>
    Promise.all(
      program.urls.flatMap((url) => [
        follow(url, 'stream by token', { authorization: `Bearer ${next.access_token}` }),
        follow(url, 'stream by cookie', { cookie: cookies({ access: next.access_token }) }),
      ]),
    )

  const ways = {
    'shown to the API': async (url, token) => (await post(url, 'refresh', { refresh_token: token })).status,
    'shown with a page': (url, token) => asked(undefined, url, { path: '/', headers: { cookie: `resumax-refresh=${token}` } }),
  }
  const refused = { 'shown to the API': 401, 'shown with a page': 303 }
  const states = team
    ? { 'with Redis': () => {}, 'with a Redis that hangs': () => redis.freeze(), 'without Redis': () => redis.kill() }
    : { 'on one server': () => {} }

  for (const [state, enter] of Object.entries(states)) {
    for (const way of Object.keys(ways)) {
      /** One login is robbed; answers with what lasted too long. */
      const play = async (t, enters) => {
        const [robbed, other] = [await login(), await login()]
        assert.equal((await post(last(), 'refresh', { refresh_token: robbed.first.refresh_token })).body.refresh_token, robbed.next.refresh_token, 'a second tab')
        const [open, others] = [await streams(robbed), await streams(other)]
        await enters()
        await pause(robbed.since + GRACE + 500 - Date.now())

        const watchers = (login) => program.urls.flatMap((url) => uses(login).map((use) => watch(url, use)))
        const [watching, beside] = [watchers(robbed), watchers(other)]
        /** Until all of them have asked often enough since then. */
        const asking = async (since) => {
          const times = (watcher) => watcher.heard.filter(({ sent }) => sent > since).length
          for (const end = Date.now() + 20_000; Date.now() < end; await pause(EACH)) {
            if ([...watching, ...beside].every((watcher) => times(watcher) >= ENOUGH)) return
          }
          assert.fail('they are not answered')
        }
        await asking(0)
        for (const { name, heard } of watching) assert.ok(heard.every(({ status }) => status === 200), `${name} before: ${heard.map(({ status }) => status)}`)
        for (const stream of [...open, ...others]) assert.equal(stream.ended, undefined, stream.name)
        const shown = Date.now()
        assert.equal(await ways[way](last(), robbed.first.refresh_token), refused[way])
        await asking(shown + BAR)
        for (const watcher of [...watching, ...beside]) await watcher.stop()

        const lasted = watching.map(({ name, lastIn }) => [name, lastIn() - shown])
        for (const { name, heard } of watching) {
          const refusals = new Set(heard.map(({ status }) => status).filter((status) => status !== 200))
          assert.ok([...refusals].every((status) => [303, 401, 404].includes(status)), `${name}: ${[...refusals]}`)
        }
        for (const { name, ended } of open) lasted.push([name, (ended ?? Infinity) - shown])
        const [slowest, longest] = lasted.reduce((a, b) => (b[1] > a[1] ? b : a))
        t.diagnostic(`${lasted.length} ways in; the last to end: ${slowest}, ${longest} ms after`)

        // The whole family: what the thief, or the owner, got by going on as well.
        for (const url of program.urls) {
          for (const token of [robbed.first.refresh_token, robbed.next.refresh_token]) {
            assert.equal((await post(url, 'refresh', { refresh_token: token })).status, 401)
          }
        }
        for (const { name, heard } of beside) assert.ok(heard.every(({ status }) => status === 200), `${name}: ${heard.map(({ status }) => status)}`)
        for (const { name, ended } of others) assert.equal(ended, undefined, name)
        assert.equal((await post(last(), 'refresh', { refresh_token: other.next.refresh_token })).status, 200, 'another login goes on')
        for (const stream of others) stream.stop()
        return lasted.filter(([, ms]) => ms > BAR)
      }
      test(`${way}, ${state}: its login ends within a second, everywhere, and no other does`, async (t) => {
        // A machine that stands still for a moment is no reason; a login that outlives its second does it each time.
        let late = await play(t, enter)
        for (let again = 0; late.length && again < 2; again++) late = await play(t, () => {})
        assert.deepEqual(late, [], 'what lasted too long')
      })
    }
  }
})

function asked(agent, url, { method = 'GET', path, headers }) {
  return new Promise((done, failed) => {
    const request = http.request(url + path, { agent, method, headers }, (reply) => {
      reply.resume()
      reply.on('end', () => done(reply.statusCode))
      reply.on('error', failed)
    })
    request.on('error', failed)
    request.end()
  })
}
