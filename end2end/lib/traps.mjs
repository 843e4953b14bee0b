// Traps for texts that have become more than text: code that runs, a host that is called, an element that is none of ours.
import { createServer } from 'node:http'

/** A host that nobody may call: its name, and the calls that it has got. */
export async function canary() {
  const calls = []
  const server = createServer((request, reply) => {
    calls.push(request.url)
    reply.end()
  })
  server.listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  return { host: `127.0.0.1:${server.address().port}`, calls, close: () => server.close().closeAllConnections() }
}

/** What has run in the pages of a person from now on: `__xss(…)`, and every dialog. */
export async function traps({ context }) {
  const sprung = []
  await context.exposeBinding('reportRun', ({ page }, what) => sprung.push(`${page.url().slice(0, 200)}: ${what} has run`))
  await context.addInitScript(() => {
    Object.defineProperty(window, '__xss', { value: (number) => window.reportRun(`payload ${number}`) })
  })
  context.on('dialog', (dialog) => {
    sprung.push(`a dialog: ${dialog.message()}`)
    dialog.dismiss().catch(() => {})
  })
  return sprung
}

/** Elements and attributes of the page that no page of ours has, whether or not something has come of them. */
export const strangers = (page) =>
  page.evaluate(() => {
    const ours = new Set(
      `html head body title meta link script template div main section article aside header footer nav h1 h2 h3 h4 h5 h6 p span b i em strong small mark ins del q
       code pre kbd br hr ul ol li dl dt dd a button form input textarea select optgroup option label fieldset legend output progress meter details summary
       dialog table caption thead tbody tr th td figure figcaption img time abbr svg g path circle rect line polyline polygon ellipse title`.split(/\s+/),
    )
    const scripts = (element) => (element.src ? new URL(element.src).origin === location.origin : element.nonce || element.type === 'application/json')
    const leads = (value) => ['http:', 'https:', 'mailto:', 'tel:'].includes(new URL(value, location.href).protocol)
    const found = []
    for (const element of document.querySelectorAll('*')) {
      const name = element.localName
      const at = (what) => found.push(`${what}: ${element.outerHTML.slice(0, 160)}`)
      if (!ours.has(name)) at('an element')
      if (name === 'script' && !scripts(element)) at('a script')
      if ((name === 'meta' && element.httpEquiv) || (name === 'link' && new URL(element.href).origin !== location.origin)) at('a head')
      for (const { name: attribute, value } of element.attributes) {
        if (/^on|^srcdoc$|^srcset$|^ping$|^background$|^style$|^popovertarget/.test(attribute)) at(attribute)
        if (/^(xlink:)?href$|^action$|^formaction$/.test(attribute) && !leads(value)) at(attribute)
        if (attribute === 'src' && name !== 'script' && !value.startsWith('data:image/png') && new URL(value, location.href).origin !== location.origin) at(attribute)
      }
    }
    for (const [name, whole] of [['body', HTMLBodyElement], ['getElementById', Function], ['createElement', Function], ['documentElement', HTMLHtmlElement]]) {
      if (!(document[name] instanceof whole)) found.push(`document.${name} is taken over`)
    }
    return found.slice(0, 20)
  })

/** Everything that the page says, in texts and in fields. */
export const said = (page) =>
  page.evaluate(() => [document.body.innerText, ...[...document.querySelectorAll('input, textarea')].map((field) => field.value)].join('\n'))
