/*
 | Builds public/assets from resources/css and resources/js. Safe to run at any time: it does
 | nothing when no source has changed, and old files stay for pages that are still open.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
process.chdir(ROOT)

const OUT = join('public', 'assets')
const MANIFEST = join(OUT, 'manifest.json')
const SOURCES = ['resources/css', 'resources/js', 'resources/views', 'bin/icons.txt', 'bin/build_assets.mjs', 'package-lock.json']
const KEEP_OLD_FILES_MS = 10 * 60 * 1000
const FONTS = ['inter-latin-wght-normal.woff2', 'inter-latin-ext-wght-normal.woff2']

const sha = (content) => createHash('sha256').update(content).digest('hex').slice(0, 12)

function* filesIn(path) {
  if (!statSync(path).isDirectory()) return yield path
  for (const entry of readdirSync(path).sort()) yield* filesIn(join(path, entry))
}

function fingerprint() {
  const hash = createHash('sha256')
  for (const source of SOURCES.filter(existsSync)) for (const file of filesIn(source)) hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}

function isCurrent(stamp) {
  if (!existsSync(MANIFEST)) return false
  const known = JSON.parse(readFileSync(MANIFEST, 'utf8'))
  return known.stamp === stamp && Object.values(known.files).every((url) => existsSync(join('public', url)))
}

/** Each icon once, as a symbol that pages refer to by its Lucide name. */
function sprite() {
  const names = [...new Set(readFileSync('bin/icons.txt', 'utf8').split(/\s+/).filter(Boolean))].sort()
  const symbols = names.map((name) => {
    const file = join('node_modules/lucide-static/icons', `${name}.svg`)
    if (!existsSync(file)) return console.error(`[assets] Lucide has no icon named ${name}`) ?? ''
    const drawing = readFileSync(file, 'utf8').replace(/^[\s\S]*?<svg[^>]*>/, '').replace('</svg>', '').replace(/\s+/g, ' ').trim()
    return `<symbol id="${name}" viewBox="0 0 24 24" stroke-linecap="round" stroke-linejoin="round">${drawing}</symbol>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('\n')}</svg>\n`
}

function styles(work) {
  const cli = join('node_modules', '@tailwindcss', 'cli', 'dist', 'index.mjs')
  const output = join(work, 'app.css')
  const child = spawn(process.execPath, ['--no-warnings', cli, '-i', 'resources/css/app.css', '-o', output, '--minify'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk) => (said += chunk))
  return new Promise((resolve, reject) =>
    child.on('exit', (code) => (code === 0 ? resolve(readFileSync(output)) : reject(new Error(`tailwind failed\n${said}`))))
  )
}

async function scripts(work) {
  const { build } = await import('esbuild')
  await build({
    entryPoints: ['resources/js/app.ts'],
    outdir: work,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
  })
}

function removeOldFiles(current) {
  const limit = Date.now() - KEEP_OLD_FILES_MS
  for (const name of readdirSync(OUT)) {
    const file = join(OUT, name)
    if (!current.has(name) && statSync(file).mtimeMs < limit) rmSync(file, { force: true, recursive: true })
  }
}

const stamp = fingerprint()
if (!process.argv.includes('--force') && isCurrent(stamp)) process.exit(0)

const started = performance.now()
mkdirSync(OUT, { recursive: true })
mkdirSync('tmp', { recursive: true })
const work = mkdtempSync(join('tmp', 'assets-'))

try {
  const [css] = await Promise.all([styles(work), scripts(work)])
  const files = {}
  const current = new Set(['manifest.json'])
  const place = (key, name, put) => {
    put(join(OUT, name))
    files[key] = `/assets/${name}`
    current.add(name)
  }
  const write = (content) => (target) => writeFileSync(target, content)

  for (const font of FONTS) place(font, font, (target) => copyFileSync(join('node_modules/@fontsource-variable/inter/files', font), target))
  place('app.css', `app-${sha(css)}.css`, write(css))
  const icons = sprite()
  place('icons.svg', `icons-${sha(icons)}.svg`, write(icons))
  for (const file of readdirSync(work).filter((name) => name.endsWith('.js'))) {
    const key = /^app-\w+\.js$/.test(file) ? 'app.js' : file
    place(key, file, (target) => copyFileSync(join(work, file), target))
  }

  const draft = join(work, basename(MANIFEST))
  writeFileSync(draft, JSON.stringify({ stamp, files }, null, 2))
  renameSync(draft, MANIFEST)
  removeOldFiles(current)
  console.error(`[assets] built in ${Math.round(performance.now() - started)} ms`)
} finally {
  rmSync(work, { recursive: true, force: true })
}
