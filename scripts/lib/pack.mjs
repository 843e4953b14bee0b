// Packs style/ and public/ into the site folder and compresses what compresses well. Files that did not change are left alone,
// so that the server is not built anew for nothing.
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

const [root, site, how] = process.argv.slice(2)
const quality = how === 'quick' ? 5 : 11

/** `@import url("x.css") layer(y);` lines become the files they name; a layer stays a layer. */
function bundle(file) {
  return readFileSync(file, 'utf8').replace(
    /@import\s+(?:url\()?["']?([^"')\s]+)["']?\)?(?:\s+layer\(([\w.-]+)\))?\s*;/g,
    (_, name, layer) => {
      const text = bundle(join(dirname(file), name))
      return layer ? `@layer ${layer} {\n${text}\n}` : text
    },
  )
}

function* files(folder) {
  if (!existsSync(folder)) return
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* files(path)
    else yield path
  }
}

function put(path, bytes) {
  mkdirSync(dirname(path), { recursive: true })
  if (!existsSync(path) || !readFileSync(path).equals(bytes)) writeFileSync(path, bytes)
}

for (const file of files(join(root, 'public'))) put(join(site, relative(join(root, 'public'), file)), readFileSync(file))
const main = join(root, 'style', 'main.css')
if (existsSync(main)) put(join(site, 'pkg', 'style.css'), Buffer.from(bundle(main)))

for (const file of files(site)) {
  if (!/\.(wasm|js|css|svg)$/.test(file)) continue
  const packed = file + '.br'
  if (existsSync(packed) && statSync(packed).mtimeMs >= statSync(file).mtimeMs) continue
  const bytes = readFileSync(file)
  writeFileSync(packed, brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_LGWIN]: 22, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }))
}

const wasm = join(site, 'pkg', 'frontend_bg.wasm.br')
if (existsSync(wasm)) console.error(`▸ The first page loads ${Math.round(statSync(wasm).size / 1000)} kB of wasm (brotli)`)
