// Where the internet begins: what the program starts with, whom it counts, and who does not read what they asked for.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { binary, start } from '../lib/program.mjs'

test('outside of one machine the program does not start with keys that can be guessed, or without TLS, and says all of it', () => {
  const env = {
    PATH: process.env.PATH,
    RESUMAX_AUTH: 'accounts',
    RESUMAX_ADDR: '0.0.0.0:0',
    RESUMAX_DATA_DIR: '/nowhere',
    RESUMAX_PUBLIC_URL: 'http://cv.example.org',
    RESUMAX_SECRET: '0123456789abcdef0123456789abcdef,change-me-change-me-change-me-now',
    RESUMAX_TRUSTED_PROXIES: '0.0.0.0/0',
  }
  const { status, stderr } = spawnSync(binary, ['serve'], { env, encoding: 'utf8', timeout: 10_000 })
  assert.equal(status, 1, stderr)
  for (const fault of ['unencrypted', 'key 1 can be guessed', 'key 2 can be guessed', 'RESUMAX_TRUSTED_PROXIES']) {
    assert.ok(stderr.includes(fault), `${fault} in ${stderr}`)
  }
  assert.ok(!stderr.includes('abcdef'), 'a key is never printed')
})

describe('accounts on every address of the machine, behind a proxy with TLS', () => {
  let program
  before(async () => {
    program = await start((port) => ({
      RESUMAX_AUTH: 'accounts',
      RESUMAX_ADDR: `0.0.0.0:${port}`,
      RESUMAX_PUBLIC_URL: 'https://cv.example.org',
      RESUMAX_RATE_LIMIT_AUTH_RPM: '5',
    }))
  })
  after(() => program.stop())

  // A new address each time: guesses at the same one are slowed down apart from this.
  const attempt = (n, says = {}) =>
    fetch(`${program.url}/fn/account_log_in`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...says },
      body: `email=nobody${n}%40example.com&password=wrong`,
    })

  test('browsers are told to use TLS, and the operator that the proxy is not named', async () => {
    const reply = await fetch(`${program.url}/healthz`)
    assert.equal(reply.headers.get('strict-transport-security'), 'max-age=31536000; includeSubDomains')
    assert.match(program.log, /Warning: RESUMAX_TRUSTED_PROXIES/)
  })

  test('guesses are held, under whatever address they claim to come from', async () => {
    const began = Date.now()
    const claims = Array.from({ length: 20 }, (_, n) => ({ 'x-forwarded-for': `192.0.2.${n}`, forwarded: `for=192.0.2.${n}` }))
    const replies = await Promise.all(claims.map((says, n) => attempt(n, says)))
    // Five at once, and one more for every twelve seconds that it took: on any machine but a very slow one, none.
    const [taken, refused] = [replies.filter((reply) => reply.status !== 429), replies.filter((reply) => reply.status === 429)]
    const most = 5 + Math.floor((Date.now() - began) / 12_000)
    assert.ok(taken.length >= 5 && taken.length <= most, `${taken.length} taken, where ${most} may be`)
    assert.deepEqual(new Set(taken.map((reply) => reply.status)), new Set([401]))
    const held = refused.at(-1)
    assert.ok(Number(held.headers.get('retry-after')) >= 1)
    const failure = await held.json()
    assert.equal(failure.code, 'RATE_LIMITED')
    assert.match(failure.message, /Too many attempts: 5 a minute are taken. Try again in \d+ s\./)
    assert.equal((await fetch(`${program.url}/healthz`)).status, 200)
  })

  test('what other sites send is refused', async () => {
    for (const says of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }, { origin: 'null' }]) {
      const reply = await fetch(`${program.url}/api/v1/sessions`, { method: 'POST', headers: says })
      assert.equal(reply.status, 403)
      assert.equal((await reply.json()).error.code, 'FORBIDDEN')
    }
  })

  test('who connects and says nothing is hung up on', async () => {
    const silent = connect(Number(new URL(program.url).port), '127.0.0.1')
    silent.resume()
    await once(silent, 'close', { signal: AbortSignal.timeout(20_000) })
  })
})
