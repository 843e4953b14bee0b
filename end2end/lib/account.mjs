// Somebody with an account of their own: signed up, confirmed by the mail, logged in.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

export const PASSWORD = 'seven grey herons over the lake'

/** Signs up and confirms; the password is `PASSWORD`. */
export async function signUp(program, email) {
  const post = (path, body) => fetch(`${program.url}/api/v1/auth/${path}`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
  assert.equal((await post('sign-up', { email, password: PASSWORD, name: 'Ada Holm' })).status, 202)
  assert.equal((await post('confirm', { token: await token(program, email) })).status, 204)
  const reply = await post('log-in', { email, password: PASSWORD })
  assert.equal(reply.status, 200)
  const { access_token } = await reply.json()
  return { email, headers: { authorization: `Bearer ${access_token}` } }
}

/** The token of the link in the mail to this address. */
async function token(program, email) {
  const folder = join(program.data, 'mail')
  for (let tries = 0; tries < 200; tries++) {
    for (const name of names(folder)) {
      const mail = readFileSync(join(folder, name), 'utf8').replace(/=\r?\n/g, '').replace(/=3D/g, '=')
      const found = mail.match(/\?token=([\w.~-]+)/)
      if (found && mail.includes(email)) return found[1]
    }
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(`No mail to ${email} came:\n${program.log}`)
}

function names(folder) {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.eml'))
  } catch {
    return []
  }
}
