// The database of a program, from beside it: for what its calls could not make in the time of a test.
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'

const SQLITE = `
import sqlite3, sys
with sqlite3.connect(sys.argv[1], timeout=20) as db:
    for row in db.execute(sys.stdin.read()).fetchall(): print(*row, sep='|')`

/** The rows that a statement gives, as text; on PostgreSQL those of all tenants. */
export function rows(program, statement) {
  const address = program.settings.DATABASE_URL
  const [command, input] = address
    ? [['psql', '--quiet', '--no-align', '--tuples-only', address], `SET resumax.tenant = '*'; ${statement};`]
    : [['python3', '-c', SQLITE, join(program.data, 'resumax.db')], statement]
  const told = execFileSync(command[0], command.slice(1), { input, encoding: 'utf8' })
  return told.split('\n').filter(Boolean).map((line) => line.split('|'))
}

/** More accounts like that of `email`, with its password: each costs no hash. `confirmed`: whether their addresses are. */
export function copies(program, email, addresses, confirmed = true) {
  const made = addresses.map((address) => `('usr_${randomBytes(16).toString('hex')}', '${address}')`)
  rows(
    program,
    `WITH made (id, email) AS (VALUES ${made})
     INSERT INTO users (id, email, name, password_hash, role, preferences, verified_at, created_at, updated_at)
     SELECT made.id, made.email, name, password_hash, role, preferences, ${confirmed ? 'verified_at' : 'NULL'}, created_at, updated_at
     FROM users, made WHERE users.email = '${email}'`,
  )
}
