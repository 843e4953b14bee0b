// A network of its own for a file of tests: it runs again in namespaces where every address is on the loopback device, so that a site
// "of the internet" can be ours, and whoever is dialled by mistake, too. Where they can't be made, the test fails.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

const INSIDE = 'RESUMAX_TEST_NETWORK'
/** Of the public internet as far as anybody can tell from it. */
const PUBLIC = '93.184.215.14'

/** Whether this is inside; outside, the file becomes one test that runs it inside. `names` are sites there. */
export function inNetworkOfItsOwn(file, names) {
  if (process.env[INSIDE]) {
    furnish(process.env[INSIDE], names)
    return true
  }
  test('in a network of its own', () => {
    const folder = mkdtempSync(join(tmpdir(), 'resumax-network-'))
    const root = process.getuid() === 0 ? [] : ['--user', '--map-root-user']
    const { NODE_TEST_CONTEXT: _, ...environment } = process.env
    const again = [...root, '--net', '--mount', '--', process.execPath, '--test', '--test-timeout=240000', file]
    const { status, stdout, stderr, error } = spawnSync('unshare', again, { env: { ...environment, [INSIDE]: folder }, encoding: 'utf8' })
    assert.equal(status, 0, `${error ?? ''}\n${stdout}\n${stderr}`)
    console.log(stdout)
  })
  return false
}

function furnish(folder, names) {
  const bind = (path, text) => {
    const own = join(folder, path.split('/').at(-1))
    writeFileSync(own, text)
    execFileSync('mount', ['--bind', own, path])
  }
  bind('/etc/hosts', `127.0.0.1 localhost\n${names.map((name) => `${PUBLIC} ${name}\n`).join('')}${readFileSync('/etc/hosts')}`)
  bind('/etc/nsswitch.conf', 'hosts: files\n')
  execFileSync('ip', ['link', 'set', 'lo', 'up'])
  execFileSync('ip', ['route', 'add', 'local', '0.0.0.0/0', 'dev', 'lo'])
}

/** Answers at every address; `dialled` says who was asked. */
export async function sites(pages) {
  const dialled = []
  const server = createServer(async (request, reply) => {
    const page = await pages[`http://${request.headers.host}${request.url}`]?.()
    reply.writeHead(page ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' }).end(page ?? 'nothing here')
  })
  server.on('connection', (socket) => dialled.push(`${socket.localAddress}:${socket.localPort}`))
  await new Promise((done) => server.listen(80, '0.0.0.0', done))
  return { dialled, close: () => server.close() }
}
