import { glob, readFile } from 'node:fs/promises'
import { test } from '@japa/runner'

const VIEWS = 'resources/views'

const camelCase = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

async function files(pattern: string): Promise<string[]> {
  const found: string[] = []
  for await (const path of glob(pattern)) found.push(path)
  return found.sort()
}

test.group('Components of views', () => {
  test('exist wherever a view names one, since Edge would print the tag instead', async ({ assert }) => {
    const components = await files(`${VIEWS}/components/**/*.edge`)
    const known = new Set(components.map((path) => path.slice(`${VIEWS}/components/`.length, -'.edge'.length).split('/').map(camelCase).join('.')))
    const missing: string[] = []
    for (const path of await files(`${VIEWS}/**/*.edge`)) {
      for (const [, name] of (await readFile(path, 'utf8')).matchAll(/^\s*@!?([a-z]\w*\.[\w.]+)\(/gim)) {
        if (!known.has(name)) missing.push(`${path}: ${name}`)
      }
    }

    assert.isAbove(known.size, 50)
    assert.deepEqual(missing, [])
  })
})
