// A door in front of a program that writes down what comes in and what is answered: a browser tells little of what another site has sent.
import http from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'

/** The program as it is reached through the door; `calls` are `{method, path, origin, cookie, site, status}`. `send` passes an answer's body on. */
export async function watched(program, send = (answer, reply) => answer.pipe(reply)) {
  const { hostname, port } = new URL(program.url)
  const calls = []
  const door = http.createServer((request, reply) => {
    const { origin, cookie, 'sec-fetch-site': site } = request.headers
    const call = { method: request.method, path: request.url, origin, cookie, site }
    const onward = http.request({ hostname, port, method: request.method, path: request.url, headers: request.headers }, (answer) => {
      calls.push({ ...call, status: answer.statusCode })
      reply.writeHead(answer.statusCode, answer.headers)
      send(answer, reply)
    })
    onward.on('error', () => reply.destroy())
    reply.on('close', () => onward.destroy())
    request.pipe(onward)
  })
  door.listen(0, '127.0.0.1')
  await new Promise((done) => door.once('listening', done))
  const url = `http://127.0.0.1:${door.address().port}`
  return { ...program, url, origins: [url], calls, close: () => door.close().closeAllConnections() }
}

/** For pages, as over a slow line: they come in so many parts, each of which a browser has time to show. */
export const inParts = (count) => async (answer, reply) => {
  if (!/^text\/html/.test(answer.headers['content-type'])) return answer.pipe(reply)
  const whole = await buffer(answer)
  const size = Math.ceil(whole.length / count)
  for (let at = 0; at < whole.length; at += size) {
    reply.write(whole.subarray(at, at + size))
    await pause(25)
  }
  reply.end()
}
