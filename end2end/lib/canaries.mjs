// Words that nobody else uses, to be looked for where they do not belong.
import { randomBytes } from 'node:crypto'

const word = () => 'zq' + [...randomBytes(9)].map((byte) => 'abcdefghijklmnop'[byte >> 4]).join('')

/** A word for each name. */
export const canaries = (names) => Object.fromEntries(names.map((name) => [name, word()]))

/** The names of those that stand in a text, or in bytes, in any case of their letters. */
export function within(canaries, text) {
  const low = (Buffer.isBuffer(text) ? text.toString('latin1') : text).toLowerCase()
  return Object.keys(canaries).filter((name) => low.includes(canaries[name].toLowerCase()))
}

/** Every log line that the program can write. */
export const talkative = { RUST_LOG: 'debug,server=trace,resumax=trace,services=trace,app=trace,domain=trace,migration=trace', NO_COLOR: '1' }

/** A resume, Markdown, with the words `name`, `mail`, `employer`, `resume` of the canaries, and a phone number. */
export const resumeOf = (words, phone) => `# Ada ${words.name}

${words.mail}@example.com · +1 ${phone} · Lisbon

## Experience

### Data Engineer, ${words.employer} Logistics
2019 – 2024

- Built a pipeline for ${words.resume} in Python that read 40 million rows a day
- Wrote Terraform modules for three teams

## Skills

Python, SQL, Terraform
`
