// A door in front of a program that writes down what comes in and what is answered: a browser tells little of what another site has sent.
import http from 'node:http'

/** The program as it is reached through the door; `calls` are `{method, path, origin, cookie, site, status}`. */
export async function watched(program) {
  const { hostname, port } = new URL(program.url)
  const calls = []
  const door = http.createServer((request, reply) => {
    const { origin, cookie, 'sec-fetch-site': site } = request.headers
    const call = { method: request.method, path: request.url, origin, cookie, site }
    const onward = http.request({ hostname, port, method: request.method, path: request.url, headers: request.headers }, (answer) => {
      calls.push({ ...call, status: answer.statusCode })
      reply.writeHead(answer.statusCode, answer.headers)
      answer.pipe(reply)
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
