// Every call that changes something: of the API as its document says, the server functions and the plain forms as their sources say. That no other
// route is there is the matter of the matrix in server/src/http/matrix.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const all = (text, pattern) => [...text.matchAll(pattern)].map((match) => match[1])

/** `[method, path]` with `{name}` for what a path names. */
export async function changing(program) {
  const { paths } = await (await fetch(`${program.url}/api/v1/openapi.json`)).json()
  const calls = Object.entries(paths).flatMap(([path, item]) => Object.keys(item).map((method) => [method.toUpperCase(), `/api/v1${path}`]))
  const api = join(root, 'app/src/api')
  const sources = readdirSync(api, { recursive: true }).filter((name) => name.endsWith('.rs')).map((name) => readFileSync(join(api, name), 'utf8'))
  const functions = sources.flatMap((text) => all(text, /#\[server\([^)]*?endpoint = "([a-z_/]+)"/g)).map((name) => ['POST', `/fn/${name}`])
  const forms = all(readFileSync(join(root, 'server/src/http/forms.rs'), 'utf8'), /\.route\("([^"]+)", post/g).map((path) => ['POST', path])
  assert.ok(calls.length > 40 && functions.length > 40 && forms.length >= 2, `${calls.length}, ${functions.length}, ${forms.length}`)
  return { changing: [...calls.filter(([method]) => method !== 'GET'), ...functions, ...forms], reading: calls.filter(([method]) => method === 'GET') }
}
