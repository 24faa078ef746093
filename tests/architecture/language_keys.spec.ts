import { test } from '@japa/runner'
import { readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import app from '@adonisjs/core/services/app'

const LANGUAGES = ['en', 'es', 'ro']
const SAME_IN_EVERY_LANGUAGE = ['ID', 'CSV', 'XLSX', 'openapi.json']
const root = app.makePath()

function filesIn(folder: string, ending: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(root, folder, name))
}

function keysOf(language: string): Map<string, string> {
  const keys = new Map<string, string>()
  const collect = (value: unknown, path: string) => {
    if (typeof value === 'string') keys.set(path, value)
    else for (const [name, inner] of Object.entries(value as object)) collect(inner, `${path}.${name}`)
  }
  for (const file of filesIn(`resources/lang/${language}`, '.json')) {
    collect(
      JSON.parse(readFileSync(file, 'utf8')),
      relative(join(root, 'resources/lang', language), file).replace('.json', '')
    )
  }
  return keys
}

test.group('Words for people', () => {
  for (const language of LANGUAGES.slice(1)) {
    test(`every sentence exists in English and in "${language}"`, ({ assert }) => {
      const [english, other] = [keysOf('en'), keysOf(language)]
      assert.deepEqual(
        [...english.keys()].filter((key) => !other.has(key)),
        [],
        `missing in ${language}`
      )
      assert.deepEqual(
        [...other.keys()].filter((key) => !english.has(key)),
        [],
        'missing in en'
      )
    })

    test(`sentences in "${language}" fill in the same values as in English`, ({ assert }) => {
      const [english, other] = [keysOf('en'), keysOf(language)]
      const wrong = [...english].filter(([key, text]) => valuesOf(text) !== valuesOf(other.get(key) ?? text))
      assert.deepEqual(
        wrong.map(([key]) => key),
        []
      )
    })
  }

  test('every sentence that pages and code ask for exists', ({ assert }) => {
    const english = keysOf('en')
    const asked = [
      ...filesIn('resources/views', '.edge'),
      ...filesIn('app', '.ts'),
      ...filesIn('start', '.ts'),
    ].flatMap(askedIn)
    assert.deepEqual(
      asked.filter(({ key }) => !english.has(key)).map(({ key, file }) => `${key} in ${file}`),
      []
    )
  })

  test('every tag of a page begins a line, since Edge prints any other as text', ({ assert }) => {
    const found = filesIn('resources/views', '.edge').flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) =>
          /^\s*[^\s@{].*(?:^|[\s>}])@!?(?:if|else|elseif|each|end|let|ui\.|layout\.|[a-z_]+\.[a-zA-Z]+\()/.test(line)
        )
        .map((line) => `${line.trim()} in ${relative(root, file)}`)
    )
    assert.deepEqual(found, [])
  })

  test('pages hold no words of their own', ({ assert }) => {
    const found = filesIn('resources/views', '.edge').flatMap((file) => {
      const words = literalWords(readFileSync(file, 'utf8'))
      return words.map((word) => `"${word}" in ${relative(root, file)}`)
    })
    assert.deepEqual(found, [])
  })
})

/** The names a message asks for, whatever its plural branches say around them. */
function valuesOf(text: string): string {
  const names = new Set<string>()
  let inBranches: boolean[] = [false]
  for (const [, opening, name, closing] of text.matchAll(/(\{)\s*(\w+)?|(\})/g)) {
    if (closing) inBranches = inBranches.slice(0, -1)
    if (!opening) continue
    const isValue = !inBranches.at(-1)
    if (isValue && name) names.add(name)
    inBranches = [...inBranches, isValue]
  }
  return [...names].sort().join(' ')
}

function askedIn(file: string): { key: string; file: string }[] {
  const source = readFileSync(file, 'utf8')
  const calls = source.matchAll(/\bt\(\s*'([a-z][\w-]*(?:\.[\w-]+)+)'/g)
  return [...calls].map((match) => ({ key: match[1], file: relative(root, file) }))
}

/** Text between tags and in spoken attributes, without Edge's expressions; two letters or more are a word. */
function literalWords(source: string): string[] {
  const markup = withoutTags(source)
    .replace(/<(script|style|svg|code|kbd)\b[\s\S]*?<\/\1>/g, '')
    .replace(/\{\{\{?[\s\S]*?\}\}\}?/g, '')
  const texts = [...markup.matchAll(/>([^<>]+)</g)].map((match) => match[1])
  const spoken = [...markup.matchAll(/\b(?:title|alt|placeholder|aria-label)="([^"]*)"/g)].map((match) => match[1])
  const words = [...texts, ...spoken].map((text) => text.trim())
  return words.filter((text) => /\p{L}{2,}/u.test(text) && !SAME_IN_EVERY_LANGUAGE.includes(text))
}

/** Edge's tags begin a line and may run over several, until their brackets close. */
function withoutTags(source: string): string {
  let open = 0
  const lines = source.replace(/\{\{--[\s\S]*?--\}\}/g, '').split('\n')
  return lines
    .filter((line) => {
      const isTag = open > 0 || /^\s*@!?[a-z]/i.test(line)
      if (isTag) open = Math.max(0, open + (line.match(/\(/g)?.length ?? 0) - (line.match(/\)/g)?.length ?? 0))
      return !isTag
    })
    .join('\n')
}
