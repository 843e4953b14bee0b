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

  const attempt = (says = {}) =>
    fetch(`${program.url}/fn/account_log_in`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...says },
      body: 'email=ada%40example.com&password=wrong',
    })

  test('browsers are told to use TLS, and the operator that the proxy is not named', async () => {
    const reply = await fetch(`${program.url}/healthz`)
    assert.equal(reply.headers.get('strict-transport-security'), 'max-age=31536000; includeSubDomains')
    assert.match(program.log, /Warning: RESUMAX_TRUSTED_PROXIES/)
  })

  test('guesses are held, under whatever address they claim to come from', async () => {
    const replies = []
    for (let n = 0; n < 8; n++) replies.push(await attempt({ 'x-forwarded-for': `192.0.2.${n}`, forwarded: `for=192.0.2.${n}` }))
    // A place comes back every twelve seconds: on a slow machine the sixth may find one.
    const held8 = replies.map((reply) => reply.status === 429)
    assert.deepEqual([...held8.slice(0, 5), ...held8.slice(6)], [false, false, false, false, false, true, true])
    const held = replies.at(-1)
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
