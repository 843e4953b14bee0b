// A person with a Chromium and a program of their own. Whatever a page must never do (errors in the console, calls to other
// hosts, a layout that jumps) and a server must never do (panic) is written down while they walk, and fails the test.
import AxeBuilder from '@axe-core/playwright'
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { chromium } from 'playwright-core'
import { start } from './program.mjs'

const FLAGS = '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'
/** What a page may shift in all, as Chromium counts it. */
const MAX_SHIFT = 0.05

/** Where a failed walk leaves a picture of each page. */
const RESULTS = join(import.meta.dirname, '../results')

let running
let closing

/** One Chromium for all tests of a file. */
async function browser() {
  running ??= await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS.split(' ') })
  return running
}

export const closeBrowser = () => running?.close()

/** A test in which someone new walks through a program that was started for it with `environment`. */
export function walk(name, { environment, ...look }, steps) {
  closing ??= after(closeBrowser) ?? true
  test(name, async () => {
    const program = await start(environment)
    const person = await visitor(program, look)
    try {
      await steps(person, program)
    } catch (error) {
      await person.pictures(name)
      error.message += `\n${person.faults.join('\n')}\n${panics(program).join('\n')}`
      throw error
    } finally {
      await person.context.close()
      await program.stop()
    }
    assert.deepEqual(person.faults, [], 'what the pages should not have done')
    assert.deepEqual(person.jumps(), [], 'pages whose layout jumps')
    assert.deepEqual(panics(program), [])
  })
}

const panics = (program) => program.log.match(/panicked at .*\n.*/g) ?? []

/** A person who has never been here: storage of their own; `tab()` opens a page. */
export async function visitor(program, { width = 1280, height = 900, script = true, touch = false, dark = false, policy = true } = {}) {
  const context = await (await browser()).newContext({
    baseURL: program.url,
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    javaScriptEnabled: script,
    bypassCSP: !policy,
    hasTouch: touch,
  })
  context.setDefaultTimeout(30_000)
  const faults = []
  const expected = []
  const shifts = new Map()
  await context.exposeBinding('reportShift', ({ page }, shift) => {
    const key = `${page.url()} ${shift.page}`
    const all = shifts.get(key) ?? []
    shifts.set(key, [...all, shift])
  })
  await context.exposeBinding('reportViolation', ({ page }, what) => faults.push(`${page.url()}: breaks its own policy: ${what}`))
  await context.addInitScript(watchShifts)
  await context.addInitScript(watchPolicy)
  context.on('page', (page) => {
    page.on('console', (message) => {
      const text = `${message.text()} (${message.location().url})`
      if (message.type() === 'error' && !expected.some((one) => one.test(text))) faults.push(`${page.url()}: ${text}`)
    })
    page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.stack}`))
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url())
      if (/^http/.test(protocol) && !program.origins.includes(origin)) faults.push(`${page.url()}: calls ${request.url()}`)
    })
  })
  return {
    context,
    /** From now on an error in the console that looks like this is part of the test. */
    expect: (...patterns) => expected.push(...patterns),
    /** A page that has come alive. */
    async tab(path = '/') {
      const page = await context.newPage()
      // SLOW=5: as on a machine that has a fifth of the speed, to find what depends on it.
      if (process.env.SLOW) await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: Number(process.env.SLOW) })
      await page.goto(path)
      if (script) await alive(page)
      return page
    },
    faults,
    /** The pages that have shifted by too much. */
    jumps(most = MAX_SHIFT) {
      const sum = (all) => all.reduce((sum, shift) => sum + shift.value, 0)
      return [...shifts].filter(([, all]) => sum(all) > most).map(([page, all]) => `${page}: ${JSON.stringify(all)}`)
    },
    async pictures(name) {
      mkdirSync(RESULTS, { recursive: true })
      for (const [index, page] of context.pages().entries()) {
        await page.screenshot({ path: join(RESULTS, `${name}-${index + 1}.png`), fullPage: true }).catch(() => {})
      }
    },
  }
}

/** Runs in the page, before its own scripts. */
function watchShifts() {
  const page = Math.round(performance.timeOrigin)
  const name = (node) => node && (node.id ? `#${node.id}` : `${node.nodeName.toLowerCase()}.${node.className ?? ''}`)
  const report = (list) =>
    list.getEntries().forEach(({ value, hadRecentInput, sources }) => {
      if (!hadRecentInput) window.reportShift({ page, value, what: sources.map((source) => name(source.node)) })
    })
  new PerformanceObserver(report).observe({ type: 'layout-shift', buffered: true })
}

/** Runs in the page, too: what its Content-Security-Policy has stopped. */
function watchPolicy() {
  const said = ({ violatedDirective, blockedURI, sample }) => `${violatedDirective} ${blockedURI} ${sample}`
  document.addEventListener('securitypolicyviolation', (event) => window.reportViolation(said(event)))
}

/** Waits until the program in the page has arrived: from then on it reacts. How quickly it does is measured elsewhere. */
export const alive = (page) => page.locator('html[data-alive]').waitFor({ state: 'attached', timeout: 30_000 })

/** Waits until colours and places have come to rest; not for what moves for ever. */
export const rest = (page) =>
  page.evaluate(() => {
    const moving = document.getAnimations().map((one) => one.finished)
    return Promise.race([Promise.allSettled(moving), new Promise((done) => setTimeout(done, 1000))]).then(() => {})
  })

/** What axe finds on the page that is serious or critical, by all of its rules or by some; and names that stand for two things, so that a label may belong to neither. */
export async function barriers(page, what, rules) {
  const axe = new AxeBuilder({ page })
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze()
  const serious = violations.filter(({ impact }) => ['serious', 'critical'].includes(impact))
  const found = serious.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ target, failureSummary }) => `${what}: ${id} ${target} ${failureSummary}`))
  const names = await page.evaluate(() => [...document.querySelectorAll('[id]')].map((element) => element.id))
  return [...found, ...names.filter((name, at) => names.indexOf(name) !== at).map((name) => `${what}: two are called #${name}`)]
}
