import { readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'

/** Small words, and verbs that stand inside the names of actions. */
const NO_NOUNS = new Set('base by due erp in launched may of on once own queued read run seen settled spent start waiting who'.split(' '))

const sourcesIn = (folder: string) =>
  readdirSync(app.makePath(folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
const singular = (word: string) => word.replace(/sses$/, 'ss').replace(/ies$/, 'y').replace(/([^s])s$/, '$1')
const wordsOf = (name: string) => name.split('_').filter(Boolean).map(singular)

const glossary = readFileSync(app.makePath('docs/glossary.md'), 'utf8').toLowerCase()
const terms = new Set([...glossary.matchAll(/\*\*([^*]+)\*\*/g)].map(([, term]) => term))
const words = new Set((glossary.match(/[a-z]+/g) ?? []).map(singular))
const unknownOf = (name: string) => wordsOf(name).filter((word) => !words.has(word) && !NO_NOUNS.has(word))

test.group('Glossary', () => {
  test('every model has its line', ({ assert }) => {
    const models = sourcesIn('app').filter((file) => /\/models\/\w+\.ts$/.test(file) && /extends BaseModel/.test(readFileSync(app.makePath(file), 'utf8')))
    const names = models.map((file) => basename(file, '.ts').replaceAll('_', ' '))

    assert.isAbove(names.length, 20)
    assert.deepEqual(names.filter((name) => !terms.has(name)), [])
  })

  test('every word in the name of a table is explained', ({ assert }) => {
    const tables = sourcesIn('database/migrations').flatMap((file) =>
      [...readFileSync(app.makePath(file), 'utf8').matchAll(/createTable\('(\w+)'/g)].map(([, name]) => name)
    )
    assert.deepEqual(tables.filter((name) => unknownOf(name).length > 0), [])
  })

  test('every noun an action acts on is explained', ({ assert }) => {
    const actions = sourcesIn('app').filter((file) => /\/actions\/\w+\.ts$/.test(file))
    const unknown = actions.flatMap((file) => {
      const [, ...nouns] = basename(file, '.ts').split('_')
      return unknownOf(nouns.join('_')).map((word) => `${word} (${file})`)
    })
    assert.deepEqual(unknown, [])
  })
})
