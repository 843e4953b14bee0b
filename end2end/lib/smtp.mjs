// A mail server that keeps everything. It refuses the first mail for a while, and says to whom it was.
import { createServer } from 'node:net'
import { readable } from './accounts.mjs'

/** `mails`: every mail as it came; `link(to, path)`: the path of the link in the newest one to an address. */
export async function mailServer() {
  const mails = []
  let refusing = true
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.setEncoding('utf8')
    const say = (line) => socket.write(`${line}\r\n`)
    let [rest, mail] = ['', null]
    say('220 mail.example.org')
    socket.on('data', (chunk) => {
      const lines = (rest + chunk).split('\r\n')
      rest = lines.pop()
      for (const line of lines) {
        if (mail && line === '.') {
          mails.push(mail.join('\n'))
          mail = null
          say('250 kept')
        } else if (mail) mail.push(line.replace(/^\.\./, '.'))
        else if (/^EHLO/i.test(line)) say('250-mail.example.org\r\n250 AUTH PLAIN')
        else if (/^AUTH/i.test(line)) say('235 welcome')
        else if (/^RCPT/i.test(line) && refusing) {
          refusing = false
          say(`451 4.7.1 ${line.slice(8)}: come back later`)
        } else if (/^DATA/i.test(line)) {
          mail = []
          say('354 go on')
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
        else say('250 ok')
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  async function link(to, path) {
    for (let tries = 0; tries < 200; tries++) {
      const found = mails.map(readable).findLast((mail) => mail.toLowerCase().includes(`to: ${to}`) && mail.includes(`${path}?token=`))
      if (found) return found.match(new RegExp(`${path}\\?token=([^\\s"<>]+)`))[0]
      await new Promise((done) => setTimeout(done, 50))
    }
    throw new Error(`no mail to ${to} with ${path} among ${mails.length}`)
  }
  return { port: server.address().port, mails, link, close: () => server.close() }
}
