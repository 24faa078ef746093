import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'

const { DOMAINS } = await import(app.makeURL('domains.js').href)
const ALLOWED: Record<string, string[]> = DOMAINS
/** What reads the environment besides config: its check, and the word by which the launcher asks to prepare the house. */
const READERS = ['start/env.ts', 'providers/preparation_provider.ts']
const PRIVATE = /^(controllers|validators|jobs|listeners)\//
const IMPORTED = /(?:\bfrom\s+|\bimport\s+|\bimport\()'(#?[\w./@-]+)'/g

const sourcesIn = (folder: string) =>
  readdirSync(app.makePath(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|js|mjs)$/.test(name))
    .map((name) => join(folder, name))

const read = (file: string) => readFileSync(app.makePath(file), 'utf8')
const importsOf = (file: string) => [...read(file).matchAll(IMPORTED)].map(([, name]) => name)
const domainOf = (file: string) => file.split('/')[1]

/** Why a file may not import a name, or null. */
function refusal(file: string, name: string): string | null {
  const domain = domainOf(file)
  if (/^\.\.\/\.\./.test(name)) return `${file} does not name the domain of ${name}`
  const [, other, rest] = /^#(\w+)\/(.*)$/.exec(name) ?? []
  if (!(other in ALLOWED) || other === domain) return null
  if (domain === 'shared') return `${file} is of the kernel and imports ${name}`
  if (!(domain in ALLOWED)) return null
  if (!ALLOWED[domain].includes(other)) return `${file} may not import ${name}`
  return PRIVATE.test(rest) ? `${file} imports ${name}, which is private to ${other}` : null
}

test.group('Borders', () => {
  test('the table in ARCHITECTURE.md is the one in domains.js', ({ assert }) => {
    const written: Record<string, string[]> = {}
    for (const [, domain, , allowed] of read('ARCHITECTURE.md').matchAll(/^\| `(\w+)` \|([^|]*)\|([^|]*)\|$/gm)) {
      written[domain] = [...allowed.matchAll(/`(\w+)`/g)].map(([, name]) => name)
    }
    assert.deepEqual(written, ALLOWED)
  })

  test('every folder of app/ is the kernel, a domain or the framework’s', ({ assert }) => {
    const known = [...Object.keys(ALLOWED), 'shared', 'middleware', 'exceptions']
    assert.deepEqual(readdirSync(app.makePath('app')).filter((folder) => !known.includes(folder)), [])
  })

  test('no domain reaches itself through others', ({ assert }) => {
    const reachable = (from: string, seen = new Set<string>()): Set<string> => {
      for (const next of ALLOWED[from]) {
        if (seen.has(next)) continue
        seen.add(next)
        reachable(next, seen)
      }
      return seen
    }
    assert.deepEqual(Object.keys(ALLOWED).filter((domain) => reachable(domain).has(domain)), [])
  })

  test('nobody imports reporting, and only reporting may import erp', ({ assert }) => {
    const importing = (name: string) => Object.keys(ALLOWED).filter((domain) => ALLOWED[domain].includes(name))
    assert.deepEqual(importing('reporting'), [])
    assert.deepEqual(importing('erp'), ['reporting'])
  })

  test('every import keeps to the table', ({ assert }) => {
    assert.isNotNull(refusal('app/billing/actions/x.ts', '#erp/actions/run_sync'))
    assert.isNotNull(refusal('app/crm/actions/x.ts', '#mirror/controllers/x'))
    assert.isNotNull(refusal('app/shared/x.ts', '#crm/models/company'))
    assert.isNull(refusal('app/crm/actions/x.ts', '#mirror/models/customer'))

    const refusals = sourcesIn('app').flatMap((file) => importsOf(file).map((name) => refusal(file, name)))
    assert.isAbove(refusals.length, 500)
    assert.deepEqual(refusals.filter(Boolean), [])
  })

  test('contracts import nothing but the kernel and each other', ({ assert }) => {
    const strangers = sourcesIn('contracts').flatMap(importsOf)
    assert.deepEqual(strangers.filter((name) => !/^#(shared|contracts)\//.test(name)), [])
  })

  test('rules wait for nothing, and neither the database nor the framework is theirs', ({ assert }) => {
    const rules = sourcesIn('app').filter((file) => file.includes('/rules/'))
    const impure = rules.filter((file) => /\bawait\b/.test(read(file)) || importsOf(file).some((name) => /^@adonisjs\//.test(name)))
    assert.deepEqual(impure, [])
  })

  test('the environment is read in config alone', ({ assert }) => {
    const readers = ['app', 'providers', 'start', 'database'].flatMap(sourcesIn)
    assert.deepEqual(
      readers.filter((file) => !READERS.includes(file) && /process\.env|#start\/env/.test(read(file))),
      []
    )
  })

  test('a listener that fails undoes the action: nobody registers emitter.onError', ({ assert }) => {
    const everywhere = ['app', 'start', 'providers', 'config', 'bin'].flatMap(sourcesIn)
    assert.deepEqual(everywhere.filter((file) => /\.onError\s*\(/.test(read(file))), [])
  })
})
