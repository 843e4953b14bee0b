// Two processes of their own, so that what one has to do is not measured by the other: a crowd that asks at once, and a visitor who looks how long
// pages take meanwhile.
import { fork } from 'node:child_process'
import http from 'node:http'
import { connect } from 'node:net'
import { setPriority } from 'node:os'

/** Starts one of both; `ask(what)` is answered with what came of it. */
function start(role) {
  const child = fork(import.meta.filename, [role])
  const answers = []
  const waiting = []
  child.on('message', (message) => (waiting.length ? waiting.shift() : answers.push.bind(answers))(message))
  const next = () => (answers.length ? Promise.resolve(answers.shift()) : new Promise((done) => waiting.push(done)))
  return {
    ask: (what) => (child.send(what), next()),
    stop: () => child.disconnect(),
  }
}

/**
 * Sends requests, each on a connection of its own that is open before the first is sent: `ask({port, requests, patience})` gives `{status, retryAfter}` of each, in their
 * order; without a whole answer, in that many milliseconds, `{lost}`. It stands behind everybody else on the machine: a real crowd is on others.
 */
export const crowd = () => start('crowd')

/**
 * Looks at pages in turn, `each` milliseconds apart, on a new connection, whether the one before was answered or not: `ask({port, pages:
 * [{method, path, headers}], first, each, times})` begins with the page `first` and gives `{page, status, took}` of each.
 */
export const visitor = () => start('visitor')

const roles = {
  crowd: async ({ port, requests, patience }) => {
    setPriority(19)
    const sockets = await Promise.all(requests.map(() => opened(port)))
    return Promise.all(sockets.map((socket, at) => answered(socket, requests[at], patience)))
  },
  visitor: async ({ port, pages, first, each, times }) => {
    const looks = []
    for (let at = 0; at < times; at++) {
      const page = (first + at) % pages.length
      looks.push(look(port, pages[page]).then((seen) => ({ page, ...seen })))
      await new Promise((done) => setTimeout(done, each))
    }
    return Promise.all(looks)
  },
}

function opened(port) {
  return new Promise((done, failed) => {
    const socket = connect(port, '127.0.0.1', () => done(socket))
    socket.on('error', failed)
  })
}

function answered(socket, request, patience) {
  return new Promise((done) => {
    let heard = ''
    const end = (answer) => {
      clearTimeout(late)
      socket.destroy()
      done(answer)
    }
    const late = setTimeout(() => end({ lost: `nothing in ${patience} ms` }), patience)
    socket.on('data', (part) => (heard += part.toString('latin1')))
    socket.on('error', (error) => end({ lost: error.code }))
    socket.on('close', () => {
      const [head, body] = heard.split('\r\n\r\n')
      const said = (name) => head.match(new RegExp(`^${name}: *(.*)$`, 'im'))?.[1]
      const status = Number(head.match(/^HTTP\/1\.1 (\d+)/)?.[1])
      if (!status || body?.length !== Number(said('content-length'))) end({ lost: 'a part of an answer' })
      else end({ status, retryAfter: Number(said('retry-after') ?? 0) })
    })
    socket.write(request)
  })
}

function look(port, { method = 'GET', path, headers }) {
  return new Promise((done) => {
    const began = process.hrtime.bigint()
    const request = http.request({ agent: false, port, host: '127.0.0.1', method, path, headers }, (reply) => {
      reply.resume()
      reply.on('end', () => done({ status: reply.statusCode, took: Number(process.hrtime.bigint() - began) / 1e6 }))
    })
    request.on('error', (error) => done({ status: error.code, took: 0 }))
    request.end()
  })
}

if (process.argv[1] === import.meta.filename) {
  process.on('message', async (what) => process.send(await roles[process.argv[2]](what)))
}
