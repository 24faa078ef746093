/**
 * Lists and search with a million companies on MariaDB, as a browser asks for them: the time
 * from request to the last byte. It empties its database, so the name must end in _bench:
 *
 *   DB_CONNECTION=mysql DB_DATABASE=annexa_lists_bench node --import=@poppinss/ts-exec bench/lists.ts
 *
 * COMPANIES (1000000) and REQUESTS (100) change its size. Prints p50 and p95 in milliseconds.
 */
import { spawn } from 'node:child_process'
import { performance } from 'node:perf_hooks'
import { bootHouse } from './support/house.js'

const app = await bootHouse()

const { default: db } = await import('@adonisjs/lucid/services/db')
const { default: ace } = await import('@adonisjs/core/services/ace')
const { default: hash } = await import('@adonisjs/core/services/hash')
const { seedReference } = await import('#database/seeders/reference')
const { tokensOf } = await import('#shared/search/rules/tokens')

const COMPANIES = Number(process.env.COMPANIES ?? 1_000_000)
const REQUESTS = Number(process.env.REQUESTS ?? 100)
const PORT = process.env.BENCH_PORT ?? '3477'
const BASE = `http://127.0.0.1:${PORT}`
const AT = '2026-01-01 00:00:00'
const FIRST = ['Talleres', 'Panadería', 'Clínica', 'Hotel', 'Farmacia', 'Bodegas', 'Construcții', 'Transporturi', 'Atlantic', 'Jäger']
const SECOND = ['Núñez', 'Ibáñez', 'García', 'Popescu', 'Țurcanu', 'Müller', 'Smith', 'Ortega', 'Ionescu', 'Peña', 'Serra', 'Vidal']

const { database } = (db.getRawConnection('mysql')!.config as any).connection
if (!String(database).endsWith('_bench')) throw new Error(`This empties its database: ${database} does not end in _bench`)

async function fill() {
  const { n } = await db.from('companies').count('* as n').first()
  if (Number(n) === COMPANIES) return
  for (let from = 1; from <= COMPANIES; from += 1000) {
    const rows = Array.from({ length: 1000 }, (_, index) => company(from + index))
    await db.table('companies').multiInsert(rows)
    const tokens = rows.flatMap((row) =>
      tokensOf([row.name, row.number, row.tax_id, row.phone, row.city]).map((term) => ({ kind: 'company', term, record_id: row.id }))
    )
    for (let start = 0; start < tokens.length; start += 2000) await db.table('search_tokens').multiInsert(tokens.slice(start, start + 2000))
  }
  await db.rawQuery('analyze table companies, search_tokens')
}

function company(id: number) {
  return {
    id,
    name: `${FIRST[id % 10]} ${SECOND[(id * 7) % 12]} ${id.toString(36)} S.L.`,
    number: `C${String(id).padStart(7, '0')}`,
    status: id % 9 ? 'customer' : 'former',
    tax_id: `ESB${String(id).padStart(8, '0')}`,
    email: `info@c${id}.example`,
    phone: `+34 9${String(id).padStart(8, '0')}`,
    city: SECOND[id % 12],
    country: 'ES',
    version: 1,
    created_at: AT,
    updated_at: AT,
  }
}

async function administrator() {
  await seedReference()
  const email = 'bench@annexa.example'
  await db.from('users').where('email', email).delete()
  const user = { email, password: await hash.make('bench'), full_name: 'Bench', locale: 'en', time_zone: 'UTC', theme: 'system', density: 'normal', is_active: true, created_at: AT, updated_at: AT }
  const [id] = await db.table('users').insert(user)
  const role = await db.from('roles').where('key', 'administrator').firstOrFail()
  await db.table('role_users').insert({ role_id: role.id, user_id: id })
}

async function signIn(): Promise<string> {
  const page = await fetch(`${BASE}/sign-in`)
  const jar = cookies(page)
  const token = /name='_csrf' value='([^']+)'/.exec(await page.text())![1]
  const body = new URLSearchParams({ _csrf: token, email: 'bench@annexa.example', password: 'bench' })
  const answer = await fetch(`${BASE}/sign-in`, { method: 'POST', body, redirect: 'manual', headers: { cookie: jar } })
  return cookies(answer)
}

const cookies = (response: Response) => response.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ')
const percentile = (values: number[], share: number) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]

async function measure(name: string, path: (round: number) => string | Promise<string>, jar: string) {
  const times: number[] = []
  for (let round = 0; round < REQUESTS; round++) {
    const address = await path(round)
    const begun = performance.now()
    const answer = await fetch(BASE + address, { headers: { cookie: jar } })
    await answer.text()
    if (answer.status !== 200) throw new Error(`${address} answered ${answer.status}`)
    times.push(performance.now() - begun)
  }
  console.log(`${name}: p50 ${percentile(times, 0.5).toFixed(0)} ms, p95 ${percentile(times, 0.95).toFixed(0)} ms`)
}

/** The link to the next page, followed from page to page. */
function walker(start: string, jar: string) {
  let address = start
  return async () => {
    const current = address
    const html = await (await fetch(BASE + current, { headers: { cookie: jar } })).text()
    address = /href="([^"]*[?&]at=[^"]+)"/.exec(html)?.[1].replaceAll('&amp;', '&') ?? start
    return address
  }
}

await ace.exec('migration:run', ['--force', '--disable-locks'])
await fill()
await administrator()
const server = spawn(process.execPath, ['--no-warnings', '--import=@poppinss/ts-exec', 'bin/server.ts'], { env: { ...process.env, PORT, APP_URL: BASE }, stdio: 'ignore' })
try {
  for (let tries = 0; ; tries++) {
    const up = await fetch(`${BASE}/sign-in`).then((answer) => answer.ok, () => false)
    if (up) break
    if (tries === 600) throw new Error('The server did not start')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const jar = await signIn()
  const words = ['tal', 'nun', 'c00', 'pop', 'tur', 'esb', 'gar', 'jag', 'ort', 'far']
  await measure('first page', () => '/crm/companies', jar)
  await measure('next page', walker('/crm/companies', jar), jar)
  await measure('next page, sorted by city', walker('/crm/companies?sort=city', jar), jar)
  await measure('next page, one status', walker('/crm/companies?f_status=former', jar), jar)
  await measure('list found by three letters', (round) => `/crm/companies?q=${words[round % 10]}`, jar)
  await measure('search after three letters', (round) => `/search?q=${words[round % 10]}`, jar)
  await measure('search after two words', (round) => `/search?q=${words[round % 10]}+s`, jar)
} finally {
  server.kill('SIGTERM')
}
await app.terminate()
