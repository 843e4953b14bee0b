// People with accounts: their mail, the codes of their phones, and the steps that every journey begins with.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { alive } from './browser.mjs'
import { button } from './walk.mjs'

export const environment = { RESUMAX_AUTH: 'accounts' }
export const ada = { name: 'Ada Example', email: 'ada@example.org', password: 'purple bicycle under 4 lamps' }
export const bob = { name: '', email: 'bob@example.com', password: 'seven quiet harbours, no wind' }

/** A mail as its reader sees it, with its head. */
export function readable(mail) {
  const text = mail.replace(/\r\n/g, '\n')
  const quoted = /^Content-Transfer-Encoding: quoted-printable/im.test(text)
  return quoted ? text.replace(/=\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))) : text
}

/** The mail that a program keeps in its folder; what was read once is not found again. */
export function mailbox(program) {
  const folder = join(program.data, 'outbox')
  const seen = new Set()
  const written = (name) => statSync(join(folder, name)).mtimeMs
  const unseen = () => (existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.eml') && !seen.has(name)) : [])
  /** The newest mail that nobody has read, for an address and with words. */
  async function next(to, words) {
    for (let tries = 0; tries < 200; tries++) {
      for (const name of unseen().sort((one, other) => written(other) - written(one))) {
        const read = readable(readFileSync(join(folder, name), 'utf8'))
        if (!new RegExp(`^To: .*${to}`, 'mi').test(read) || !words.test(read)) continue
        seen.add(name)
        return read
      }
      await new Promise((done) => setTimeout(done, 50))
    }
    throw new Error(`no mail to ${to} with ${words}`)
  }
  return {
    next,
    /** The path of the link in a mail. */
    link: async (to, path) => (await next(to, new RegExp(`${path}\\?token=`))).match(new RegExp(`${path}\\?token=[^\\s"<>]+`))[0],
    unseen: () => unseen().length,
  }
}

/** What an app for codes shows `steps` half minutes from now. */
export function code(secret, steps = 0) {
  const bits = [...secret.replace(/\s/g, '')].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps))
  const hash = createHmac('sha1', key).update(counter).digest()
  const number = hash.readUInt32BE(hash[19] & 15) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}

export const field = (page, name) => page.getByLabel(name, { exact: true })

/** Fills in the form of a new account and sends it. */
export async function signUp(page, { name, email, password }) {
  await page.goto('/signup')
  if (page.scripted !== false) await alive(page)
  await field(page, 'Your name (optional)').fill(name)
  await field(page, 'E-mail address').fill(email)
  await field(page, 'Password').fill(password)
  await button(page, 'Make the account').click()
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor()
}

/** Fills in the log-in of the page that is open and sends it. */
export async function giveLogIn(page, { email, password }) {
  await field(page, 'E-mail address').fill(email)
  await field(page, 'Password').fill(password)
  await button(page, 'Log in').click()
}

/** Logs in and waits for the page after it. */
export async function logIn(page, who, path = '/') {
  await page.goto(`/login?next=${encodeURIComponent(path)}`)
  if (page.scripted !== false) await alive(page)
  await giveLogIn(page, who)
  await page.waitForURL((url) => url.pathname === path)
  if (page.scripted !== false) await alive(page)
}

/** Follows the link of the mail and confirms. */
export async function confirm(page, link) {
  await page.goto(link)
  if (page.scripted !== false) await alive(page)
  await button(page, 'Confirm this address').click()
  await page.getByRole('heading', { name: 'Your address is confirmed' }).waitFor()
}

/** Somebody with a confirmed account who is logged in. */
export async function settled(page, mails, who) {
  await signUp(page, who)
  await confirm(page, await mails.link(who.email, '/confirm'))
  await logIn(page, who)
}

/** Somebody with a confirmed account, over the API alone: the headers that let them in. */
export async function entered(program, { name, email, password }) {
  const post = (path, body) => fetch(`${program.url}/api/v1/auth/${path}`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
  assert.equal((await post('sign-up', { name, email, password })).status, 202)
  const link = await mailbox(program).link(email, '/confirm')
  assert.equal((await post('confirm', { token: new URL(link, program.url).searchParams.get('token') })).status, 204)
  const reply = await post('log-in', { email, password })
  assert.equal(reply.status, 200)
  return { headers: { authorization: `Bearer ${(await reply.json()).access_token}` } }
}

/** The account menu in the head of the page. */
export const menu = (page) => page.locator('.account-menu > summary')

export async function logOut(page) {
  await menu(page).click()
  await button(page, 'Log out').click()
  await page.getByText('You are logged out.').waitFor()
  if (page.scripted !== false) await alive(page)
}

/** Nothing that is secret stands in the address of a page. */
export function noSecrets(page, ...secrets) {
  for (const secret of secrets) assert.ok(!page.url().includes(secret), page.url())
}
