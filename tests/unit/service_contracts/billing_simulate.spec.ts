import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import { simulate as answerOf } from '#service_contracts/rules/simulation'
import { specificationsFrom } from '#service_contracts/rules/specification'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const specification = {
  id: 'stub',
  currency: 'EUR',
  price: '100.00',
  start: '2011-02-10',
  end: '2011-02-24',
  billing: { period: { unit: 'month', count: 1 }, mode: 'advance', anchor: { kind: 'calendar' } },
  until: '2011-02-10',
}

function simulate(input: string, file = '-') {
  const options = { cwd: root, input, encoding: 'utf8' as const, maxBuffer: 64 * 1024 * 1024 }
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', 'ace.js', 'billing:simulate', file], options)
  return { status, stdout, stderr }
}

test.group('billing:simulate', (group) => {
  group.each.timeout(60_000)

  test('prints what would be billed, and nothing else', ({ assert }) => {
    const { status, stdout } = simulate(JSON.stringify(specification))
    assert.equal(status, 0)
    assert.deepEqual(JSON.parse(stdout), [
      {
        id: 'stub',
        items: [{ from: '2011-02-10', to: '2011-02-24', kind: 'recurring', amount: '50.00', billDate: '2011-02-10', ratio: '14/28' }],
        total: '50.00',
        error: null,
      },
    ])
  })

  test('answers a refused specification with an error and exit code 0', ({ assert }) => {
    const { status, stdout } = simulate(JSON.stringify([{ ...specification, currency: '???' }]))
    assert.equal(status, 0)
    assert.containSubset(JSON.parse(stdout), [{ items: [], error: { code: 'unknown_currency' } }])
  })

  test('ends with 2 when the input is no JSON, no specification or no file', ({ assert }) => {
    for (const [input, file, message] of [
      ['{', '-', 'JSON'],
      [JSON.stringify([{ ...specification, billing: { ...specification.billing, mode: 'later' } }]), '-', '[0].billing.mode'],
      ['', '/no/such/file.json', 'ENOENT'],
    ]) {
      const { status, stdout, stderr } = simulate(input, file)
      assert.equal(status, 2)
      assert.equal(stdout, '')
      assert.include(stderr, message)
    }
  })

  test('answers a thousand specifications from a file, with two seconds of computing at most', ({ assert }) => {
    const file = join(mkdtempSync(join(tmpdir(), 'billing-')), 'many.json')
    const many = Array.from({ length: 1_000 }, (_, index) => ({ ...specification, id: String(index), end: null, until: '2012-12-31' }))
    writeFileSync(file, JSON.stringify(many))

    assert.lengthOf(JSON.parse(simulate('', file).stdout), 1_000)
    const begun = process.cpuUsage()
    for (const one of specificationsFrom(many)) answerOf(one)
    assert.isBelow(process.cpuUsage(begun).user / 1_000, 2_000)
  })
})
