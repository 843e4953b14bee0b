// What a program keeps, read past the program: every row, file, key and object, with the engines of `ENGINES=team` as well.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const run = (command, ...words) => execFileSync(command, words, { encoding: 'utf8', maxBuffer: 1 << 28 })

/** The answer of the database to a query, rows of columns. */
export function rows(program, query) {
  if (!program.settings.DATABASE_URL) return JSON.parse(sqlite(program, query))
  const asked = `SELECT coalesce(json_agg((SELECT json_agg(value) FROM json_each(to_json(one)))), '[]') FROM (${query}) one`
  return JSON.parse(run('psql', '--quiet', '--tuples-only', '--no-align', '--command', asked, behindTheWalls(program)))
}

/** Changes rows by hand. */
export function change(program, statement) {
  if (!program.settings.DATABASE_URL) sqlite(program, statement)
  else run('psql', '--quiet', '--command', statement, behindTheWalls(program))
}

function sqlite(program, sql) {
  const code = 'import json,sqlite3,sys; d=sqlite3.connect(sys.argv[1]); c=d.execute(sys.argv[2]); print(json.dumps(c.fetchall())); d.commit()'
  return run('python3', '-c', code, join(program.data, 'resumax.db'), sql)
}

/** The tables that have rows, each with how many. */
export function tables(program) {
  const sqlite = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
  const names = rows(program, program.settings.DATABASE_URL ? "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'" : sqlite).flat()
  const counts = rows(program, names.map((name) => `SELECT '${name}' AS name, COUNT(*) AS rows FROM ${name}`).join(' UNION ALL '))
  return Object.fromEntries(counts.filter(([, count]) => count > 0))
}

/** Everything that is kept, and where: `[place, bytes]`, names of files and keys among the bytes. */
export async function kept(program) {
  const { DATABASE_URL, REDIS_URL } = program.settings
  const files = filesIn(program.data).map((path) => [path, Buffer.concat([Buffer.from(path), readFileSync(path)])])
  const dump = DATABASE_URL ? [['PostgreSQL', run('pg_dump', '--data-only', '--inserts', behindTheWalls(program))]] : []
  const keys = REDIS_URL ? [['Redis', run('redis-cli', '-u', REDIS_URL.replace(/\/\d+$/, ''), 'EVAL', EVERY_KEY, '0')]] : []
  if (REDIS_URL) assert.match(keys[0][1], /resumax:/, 'Redis was read')
  return [...files, ...dump, ...keys, ...(await objects(program))]
}

/** The files of people: `[place, bytes]`. */
export async function objects(program) {
  const { STORAGE_URL, AWS_ENDPOINT_URL } = program.settings
  if (!STORAGE_URL) return filesIn(join(program.data, 'objects')).map((path) => [path, readFileSync(path)])
  const [, bucket, prefix] = STORAGE_URL.match(/^s3:\/\/([^/]+)\/(.+)$/)
  const at = `${AWS_ENDPOINT_URL}/${bucket}`
  // The store of the tests wants to be signed to, and does not look at what was signed.
  const authorization = 'AWS4-HMAC-SHA256 Credential=nobody/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=none'
  const ask = async (address) => {
    const reply = await fetch(address, { headers: { authorization } })
    assert.equal(reply.status, 200, address)
    return Buffer.from(await reply.arrayBuffer())
  }
  const list = (await ask(`${at}?list-type=2&prefix=${prefix}/`)).toString()
  assert.match(list, /<IsTruncated>false/i, 'all objects are listed')
  const names = [...list.matchAll(/<Key>([^<]+)<\/Key>/g)].map((match) => match[1])
  return Promise.all(names.map(async (name) => [`S3 ${name}`, Buffer.concat([Buffer.from(name), await ask(`${at}/${encodeURI(name)}`)])]))
}

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

/** Row-level security holds everybody but a superuser. */
function behindTheWalls(program) {
  const url = new URL(program.settings.DATABASE_URL)
  url.username = 'postgres'
  return url.href
}

/** Of every database of the server, names and values. */
const EVERY_KEY = `
local all = {}
for number = 0, 15 do
  redis.call('SELECT', number)
  for _, key in ipairs(redis.call('KEYS', '*')) do
    local kind = redis.call('TYPE', key).ok
    local read = {string = {'GET', key}, hash = {'HGETALL', key}, list = {'LRANGE', key, 0, -1}, set = {'SMEMBERS', key}, zset = {'ZRANGE', key, 0, -1}, stream = {'XRANGE', key, '-', '+'}}
    all[#all + 1] = {number, key, redis.call(unpack(read[kind]))}
  end
end
return all`
