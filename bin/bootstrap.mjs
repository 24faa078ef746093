/*
 | Dependency-free launcher. Runs on any Node >= 18 (the machine's own), and does,
 | in this order: Node 24 -> npm ci -> .env -> migrate -> seed -> serve | test | ace.
 |   node bin/bootstrap.mjs start|dev|test|setup|build|ace [args...]
 | With SKIP_INSTALL=1 it takes the installed packages as they are.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const WANT = 24
const PIN = '24.21.0' // exact first, then any 24.x
const WIN = process.platform === 'win32'
const [task = 'start', ...rest] = process.argv.slice(2)
const say = (m) => console.error(`[setup] ${m}`)
const die = (m) => {
  console.error(`[setup] ${m}`)
  process.exit(1)
}
process.chdir(ROOT)

/* npm's own CLI file, so that it can be run by the Node we choose */
function npm(node, args, opts = {}) {
  const cli = process.env.npm_execpath && /\.c?js$/.test(process.env.npm_execpath) ? process.env.npm_execpath : null
  const env = { ...process.env, ...opts.env, PATH: dirname(node) + delimiter + process.env.PATH }
  // settings of the outer `npm start` / `npm test` must not leak into the inner npm
  for (const k of Object.keys(env)) if (/^npm_(config_(prefix|local_prefix|global|omit|production|ignore_scripts)|lifecycle_|package_)/i.test(k)) delete env[k]
  delete env.NODE_ENV
  const common = { cwd: opts.cwd ?? ROOT, env, stdio: ['ignore', 2, 2] }
  return cli ? spawnSync(node, [cli, ...args], common).status : spawnSync('npm', args, { ...common, shell: WIN }).status
}
const runs = (bin) => {
  const r = spawnSync(bin, ['--version'], { encoding: 'utf8' })
  return r.status === 0 && Number(/^v(\d+)/.exec(r.stdout)?.[1]) >= WANT
}

/* 1. a Node >= 24: this one, one on the PATH, ours in .node/, or fetch it from the npm registry */
function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= WANT) return process.execPath
  const dir = join(ROOT, '.node')
  const names = [`node-${WIN ? 'win' : process.platform}-${process.arch}`, `node-bin-${process.platform}-${process.arch}`]
  const bin = (n) => join(dir, 'node_modules', n, 'bin', WIN ? 'node.exe' : 'node')
  for (const n of names) if (existsSync(bin(n)) && runs(bin(n))) return bin(n)
  mkdirSync(dir, { recursive: true })
  writeFileSync(join(dir, 'package.json'), '{"private":true}\n')
  for (const n of names)
    for (const v of [PIN, String(WANT)]) {
      say(`Node ${process.versions.node} is too old; fetching ${n}@${v} from the npm registry ...`)
      if (npm(process.execPath, ['install', '--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', `${n}@${v}`], { cwd: dir }) === 0 && runs(bin(n))) return bin(n)
    }
  die(`This application needs Node.js ${WANT} or newer (found ${process.version}). Please install it and try again.`)
}

/* 2. dependencies, only when the lock file changed */
function install(node) {
  if (process.env.SKIP_INSTALL === '1') return
  const lock = createHash('sha256').update(readFileSync('package-lock.json')).update(readFileSync('package.json')).digest('hex')
  const stamp = join('node_modules', '.setup-stamp')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  say('installing dependencies (npm ci) ...')
  const flags = ['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  if (npm(node, ['ci', ...flags]) !== 0 && npm(node, ['ci', ...flags]) !== 0) die('npm ci failed')
  writeFileSync(stamp, lock)
}

function env() {
  if (existsSync('.env')) return
  const key = randomBytes(24).toString('base64url')
  writeFileSync('.env', readFileSync('.env.example', 'utf8').replace(/^APP_KEY=.*$/m, `APP_KEY=${key}`))
  say('wrote .env')
}

const node = findNode()
install(node)
env()
mkdirSync('tmp', { recursive: true })
process.env.PATH = dirname(node) + delimiter + process.env.PATH
const tsx = ['--import=@poppinss/ts-exec', '--enable-source-maps']
const must = (args) => {
  const r = spawnSync(node, ['--no-warnings', ...args], { stdio: ['ignore', 2, 2] })
  if (r.status !== 0) die(`${args.join(' ')} failed`)
}
const exec = (args, extra = {}) => {
  const child = spawn(node, ['--no-warnings', ...args], { stdio: 'inherit', env: { ...process.env, ...extra } })
  for (const s of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(s, () => child.kill(s))
  // SIGTERM to `npm start` kills only npm and its shell: notice that we are orphaned and stop the child
  const parent = process.ppid
  const watch = setInterval(() => process.ppid !== parent && (clearInterval(watch), child.kill('SIGTERM')), 500)
  child.on('exit', (code, sig) => process.exit(code ?? (sig === 'SIGINT' || sig === 'SIGTERM' ? 0 : 1)))
}

const assets = () => must(['bin/build_assets.mjs'])

switch (task) {
  case 'setup':
    assets()
    must(['ace.js', 'house:prepare'])
    break
  case 'start':
    assets()
    exec([...tsx, 'bin/server.ts', ...rest], { PREPARE: 'true' })
    break
  case 'dev':
    assets()
    must(['ace.js', 'house:prepare'])
    exec(['ace.js', 'serve', '--watch', ...rest])
    break
  case 'test':
    assets()
    for (const ending of ['', '-wal', '-shm']) rmSync(join('tmp', `test.sqlite3${ending}`), { force: true })
    exec([...tsx, 'bin/test.ts', ...rest], { NODE_ENV: 'test' })
    break
  case 'build':
    assets()
    must(['ace.js', 'build', ...rest])
    for (const folder of ['tests', 'bench']) rmSync(join('build', folder), { recursive: true, force: true })
    say('build/ is ready; docs/operations.md says how to run it')
    break
  case 'ace':
    exec(['ace.js', ...rest])
    break
  default:
    die(`unknown task ${task}`)
}
