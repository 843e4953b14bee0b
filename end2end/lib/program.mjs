// Starts the program on a free port with a data folder of its own, and stops it again.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const binary = process.env.RESUMAX_BIN ?? join(import.meta.dirname, '../../target/debug/resumax')

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const { port } = server.address()
  await new Promise((done) => server.close(done))
  return port
}

/** A running program: `url`, `log`, `kill9()`, `launch()`, `restart()`, `stop()`. The data folder outlives a restart. */
export async function start(environment = {}) {
  const data = mkdtempSync(join(tmpdir(), 'resumax-end2end-'))
  const port = await freePort()
  const program = { data, url: `http://127.0.0.1:${port}`, log: '' }

  program.launch = async () => {
    const child = spawn(binary, ['serve'], {
      env: { PATH: process.env.PATH, RESUMAX_ADDR: `127.0.0.1:${port}`, RESUMAX_DATA_DIR: data, RESUMAX_AUTH: 'local', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout.on('data', (text) => (program.log += text))
    child.stderr.on('data', (text) => (program.log += text))
    program.child = child
    program.exited = new Promise((done) => child.once('exit', done))
    for (let tries = 0; tries < 200; tries++) {
      if (child.exitCode !== null) throw new Error(`The program ended at once:\n${program.log}`)
      if (await fetch(`${program.url}/readyz`).then((reply) => reply.ok, () => false)) return program
      await new Promise((done) => setTimeout(done, 50))
    }
    throw new Error(`The program did not become ready:\n${program.log}`)
  }
  program.end = async (signal) => {
    if (program.child.exitCode === null && program.child.signalCode === null) program.child.kill(signal)
    await program.exited
  }
  program.kill9 = () => program.end('SIGKILL')
  program.restart = async () => {
    await program.end('SIGTERM')
    return program.launch()
  }
  program.stop = async () => {
    await program.end('SIGTERM')
    rmSync(data, { recursive: true, force: true })
  }
  return program.launch()
}
