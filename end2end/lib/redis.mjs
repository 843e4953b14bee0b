// A Redis of a test's own, which it may take away.
import { spawn } from 'node:child_process'
import { connect } from 'node:net'
import { freePort } from './program.mjs'

export async function startRedis() {
  const port = await freePort()
  const child = spawn('redis-server', ['--port', port, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], { stdio: 'ignore' })
  const exited = new Promise((done) => child.once('exit', done))
  for (let tries = 0; tries < 100; tries++) {
    const there = await new Promise((done) => {
      const socket = connect(port, '127.0.0.1', () => (socket.destroy(), done(true))).on('error', () => done(false))
    })
    if (there) break
    await new Promise((done) => setTimeout(done, 50))
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    /** It stands still: who asks hears nothing. */
    freeze: () => child.kill('SIGSTOP'),
    /** It is gone: who asks is refused. */
    kill: () => (child.kill('SIGKILL'), exited),
  }
}
