// A client that knows only the contract of the REST API.
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'

export function client(url, headers = {}) {
  const base = `${url}/api/v1`

  async function call(method, path, body) {
    const form = body instanceof FormData
    const reply = await fetch(base + path, {
      method,
      headers: { ...headers, ...(body && !form ? { 'content-type': 'application/json' } : {}) },
      body: body && !form ? JSON.stringify(body) : body,
    })
    return { status: reply.status, headers: reply.headers, body: json(await reply.text()) }
  }

  return {
    base,
    get: (path) => call('GET', path),
    post: (path, body = {}) => call('POST', path, body),
    patch: (path, body) => call('PATCH', path, body),
    delete: (path) => call('DELETE', path),

    /** A file by its path, or `{name, bytes}`. */
    upload(path, file, fields = {}) {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.set(name, value)
      const { name, bytes } = typeof file === 'string' ? { name: basename(file), bytes: readFileSync(file) } : file
      form.set('file', new Blob([bytes]), name)
      return call('POST', path, form)
    },

    bytes: (path) => fetch(base + path, { headers }).then(async (reply) => Buffer.from(await reply.arrayBuffer())),

    /** The events of a run until the final one, or until `until` says so. */
    async events(session, run, { after, until = () => false } = {}) {
      const stop = new AbortController()
      const events = []
      const address = `${base}/sessions/${session}/runs/${run}/stream`
      const reply = await fetch(address, { headers: { ...headers, ...(after ? { 'last-event-id': after } : {}) }, signal: stop.signal })
      let rest = ''
      try {
        for await (const chunk of reply.body.pipeThrough(new TextDecoderStream())) {
          const messages = (rest + chunk).split('\n\n')
          rest = messages.pop()
          for (const message of messages) {
            const data = message.split('\n').find((line) => line.startsWith('data:'))
            if (!data) continue
            events.push(JSON.parse(data.slice(5)))
            if (until(events.at(-1))) return events
          }
        }
        return events
      } finally {
        stop.abort()
      }
    },
  }
}

function json(text) {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
