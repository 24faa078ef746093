import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import { coverageCaseFrom } from '#service_contracts/rules/coverage/case_reader'
import { REASON_CODES } from '#service_contracts/rules/coverage/coverage_decision'
import { decide } from '#service_contracts/rules/coverage/decide'
import { contract, decided, line, request, rule } from '#tests/support/coverage_world'
import { WORKED_CASES } from '#tests/support/coverage_worked_cases'
import { misfits } from '#tests/support/json_schema'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const docs = `${root}docs/coverage/`
const read = (name: string) => JSON.parse(readFileSync(`${docs}${name}`, 'utf8'))
const examples = readdirSync(`${docs}examples`).filter((name) => !name.endsWith('.decision.json'))

function run(input: string, file = '-') {
  const options = { cwd: root, input, encoding: 'utf8' as const, maxBuffer: 64 * 1024 * 1024 }
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', 'ace.js', 'coverage:decide', file], options)
  return { status, stdout, stderr }
}

test.group('coverage:decide', (group) => {
  group.each.timeout(60_000)

  test('prints a decision for a case and an array for an array, from a file or standard input', ({ assert }) => {
    const one = request([contract('A')], [line('1', '10.00')])
    assert.deepEqual(JSON.parse(run(JSON.stringify(one)).stdout), decided(one))
    assert.deepEqual(JSON.parse(run(JSON.stringify([one, one])).stdout), [decided(one), decided(one)])
    const file = `${docs}examples/${examples[0]}`
    assert.equal(run('', file).stdout, readFileSync(file.replace('.json', '.decision.json'), 'utf8'))
  })

  test('ends with 2 and names the field when the input is no JSON, no case or no file', ({ assert }) => {
    const wrong = request([contract('A', { rules: [rule('R', {}, { percent: '101' })] })], [line('1', '10.00')])
    for (const [input, file, message] of [
      ['{', '-', 'JSON'],
      [JSON.stringify([request([], []), wrong]), '-', '[1].contracts[0].rules[0].categories[0].percent must be at most 100'],
      ['', '/no/such/file.json', 'ENOENT'],
    ]) {
      const { status, stdout, stderr } = run(input, file)
      assert.equal(status, 2)
      assert.equal(stdout, '')
      assert.include(stderr, message)
    }
  })
})

test.group('The published description of coverage cases and decisions', () => {
  const caseSchema = read('case.schema.json')
  const decisionSchema = read('decision.schema.json')

  for (const name of examples) {
    test(`the example ${name} fits the schema and gives the published decision`, ({ assert }) => {
      const input = read(`examples/${name}`)
      const cases = Array.isArray(input) ? input : [input]
      for (const one of cases) assert.deepEqual(misfits(one, caseSchema), [])
      const decisions = cases.map((one, at) => decide(coverageCaseFrom(one, `[${at}]`)))
      for (const decision of decisions) assert.deepEqual(misfits(decision, decisionSchema), [])
      assert.deepEqual(Array.isArray(input) ? decisions : decisions[0], read(`examples/${name.replace('.json', '.decision.json')}`))
    })
  }

  test('every case worked by hand fits it, and so does its decision', ({ assert }) => {
    for (const { title, input } of WORKED_CASES) {
      assert.deepEqual(misfits(input, caseSchema), [], title)
      assert.deepEqual(misfits(decided(input), decisionSchema), [], title)
    }
  })

  test('it refuses what the reader refuses', ({ assert }) => {
    const one = request([contract('A')], [line('1', '10.00')])
    assert.isNotEmpty(misfits({ ...one, colour: 'red' }, caseSchema))
    assert.isNotEmpty(misfits({ ...one, lines: [{ ...line('1', '10.00'), category: 'gift' }] }, caseSchema))
    assert.isNotEmpty(misfits({ ...one, customer: undefined }, caseSchema))
  })

  test('names every reason code', ({ assert }) => {
    assert.deepEqual(decisionSchema.$defs.rejection.properties.code.enum, [...REASON_CODES])
    const page = readFileSync(`${docs}decide.md`, 'utf8')
    for (const code of REASON_CODES) assert.include(page, `\`${code}\``)
  })
})
