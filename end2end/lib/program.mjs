// Starts the program on a free port with a data folder of its own, and stops it again.
import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const binary = process.env.RESUMAX_BIN ?? join(import.meta.dirname, '../../target/debug/resumax')

// All the people of a journey come from one address.
const crowded = Object.fromEntries(['', 'AUTH_', 'UPLOAD_', 'RUN_', 'EXPORT_'].map((kind) => [`RESUMAX_RATE_LIMIT_${kind}RPM`, '1000000']))

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const { port } = server.address()
  await new Promise((done) => server.close(done))
  return port
}

/**
 * A running program: `url`, `settings`, `log`, `kill9()`, `launch()`, `restart()`, `command()`, `stop()`. The data folder outlives a restart.
 *
 * The environment may be made of the port. With ENGINES=team it is a worker and as many servers as wanted, on PostgreSQL, Redis and S3, with the
 * address of the first (`urls` has all); a download comes from the store itself.
 */
export async function start(environment = {}, { servers = 1 } = {}) {
  const data = mkdtempSync(join(tmpdir(), 'resumax-end2end-'))
  const ports = []
  while (ports.length < servers) ports.push(await freePort())
  const engines = process.env.ENGINES === 'team' ? team(ports) : { settings: {}, commands: [[['serve']]], origins: [] }
  const urls = ports.map((port) => `http://127.0.0.1:${port}`)
  const [url] = urls
  const wanted = typeof environment === 'function' ? environment(ports[0]) : environment
  const rates = wanted.RESUMAX_AUTH === 'accounts' ? crowded : {}
  const settings = { RESUMAX_ADDR: `127.0.0.1:${ports[0]}`, RESUMAX_DATA_DIR: data, RESUMAX_AUTH: 'local', ...engines.settings, ...rates, ...wanted }
  const program = { data, url, urls, settings, log: '', origins: [...urls, ...engines.origins] }

  program.launch = async () => {
    program.children = engines.commands.map(([words, own]) => run(words, { ...settings, ...own }, program))
    for (let tries = 0; tries < 200; tries++) {
      if (program.children.some(({ child }) => child.exitCode !== null)) throw new Error(`The program ended at once:\n${program.log}`)
      const ready = urls.map((url) => fetch(`${url}/readyz`).then((reply) => reply.ok, () => false))
      if ((await Promise.all(ready)).every(Boolean)) return program
      await new Promise((done) => setTimeout(done, 50))
    }
    throw new Error(`The program did not become ready:\n${program.log}`)
  }
  program.end = async (signal) => {
    for (const { child } of program.children) if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    await Promise.all(program.children.map(({ exited }) => exited))
  }
  program.kill9 = () => program.end('SIGKILL')
  program.restart = async () => {
    await program.end('SIGTERM')
    return program.launch()
  }
  /** What a command says that is run on the same installation. */
  program.command = (...words) => execFileSync(binary, words, { encoding: 'utf8', stdio: 'pipe', env: { PATH: process.env.PATH, ...settings } })
  program.stop = async () => {
    await program.end('SIGTERM')
    rmSync(data, { recursive: true, force: true })
  }
  return program.launch()
}

function run(words, settings, program) {
  const child = spawn(binary, words, { env: { PATH: process.env.PATH, ...settings }, stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.on('data', (text) => (program.log += text))
  child.stderr.on('data', (text) => (program.log += text))
  return { child, exited: new Promise((done) => child.once('exit', done)) }
}

/** A database of its own on the servers that scripts/test has started. */
function team([port, ...more]) {
  const server = new URL(process.env.RESUMAX_TEST_POSTGRES)
  // Not of the port, which comes again.
  const name = `end2end_${randomBytes(8).toString('hex')}`
  execFileSync('psql', ['--quiet', '--command', `CREATE DATABASE ${name}`, server.href])
  server.pathname = `/${name}`
  const settings = {
    DATABASE_URL: server.href,
    REDIS_URL: emptied(`${process.env.RESUMAX_TEST_REDIS}/${port % 16}`),
    RESUMAX_PUBLIC_URL: `http://127.0.0.1:${port}`,
    RESUMAX_SECRET: 'of the journeys alone: 32 characters',
    STORAGE_URL: `s3://resumax/${name}`,
    AWS_ENDPOINT_URL: process.env.RESUMAX_TEST_S3,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'nobody',
    AWS_SECRET_ACCESS_KEY: 'nothing',
  }
  const web = ['serve', '--role', 'web']
  const others = more.map((port) => [web, { RESUMAX_ADDR: `127.0.0.1:${port}` }])
  return { settings, commands: [[web], ...others, [['worker']]], origins: [process.env.RESUMAX_TEST_S3] }
}

/** A database of Redis, without what a test before left there. */
function emptied(url) {
  execFileSync('redis-cli', ['-u', url, 'FLUSHDB'], { stdio: 'pipe' })
  return url
}
