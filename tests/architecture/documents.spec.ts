import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { getMetaData } from '#start/commands'

const read = (file: string) => readFileSync(app.makePath(file), 'utf8')
const documents = [
  ...readdirSync(app.makePath()).filter((name) => name.endsWith('.md')),
  ...readdirSync(app.makePath('docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
]

test.group('Documents', () => {
  test('the readme is short', ({ assert }) => {
    assert.isAtMost(read('README.md').trimEnd().split('\n').length, 80)
  })

  test('every link leads to a file that is there', ({ assert }) => {
    const broken = documents.flatMap((file) =>
      [...read(file).matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)]
        .map(([, target]) => normalize(join(dirname(file), target)))
        .filter((target) => !existsSync(app.makePath(target)))
        .map((target) => `${file}: ${target}`)
    )
    assert.deepEqual(broken, [])
  })

  test('every variable the application reads is explained', ({ assert }) => {
    const variables = [...read('start/env.ts').matchAll(/^\s+([A-Z_]+): Env\.schema/gm)].map(([, name]) => name)
    const explained = read('docs/operations.md')

    assert.isAbove(variables.length, 20)
    assert.deepEqual(variables.filter((name) => !explained.includes(`\`${name}\``)), [])
  })

  test('every command is listed', async ({ assert }) => {
    const commands = await getMetaData()
    const listed = read('docs/operations.md')
    assert.deepEqual(commands.map(({ commandName }) => commandName).filter((name) => !listed.includes(`| \`${name}`)), [])
  })

  test('every decision is in the list of decisions', ({ assert }) => {
    const decisions = readdirSync(app.makePath('docs/adr')).filter((name) => /^\d{4}-/.test(name))
    assert.deepEqual(decisions.filter((name) => !read('docs/adr/README.md').includes(name)), [])
  })
})
