import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import Ajv from 'ajv'
import fc from 'fast-check'
import { test } from '@japa/runner'
import { answerTo } from '#points/rules/replay_answer'
import { replayInputsFrom } from '#points/rules/replay_input'
import { anyAccount } from '#tests/unit/points/accounts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const read = (file: string) => JSON.parse(readFileSync(`${root}docs/points/${file}`, 'utf8'))
const isAsPublished = new Ajv().compile(read('replay.schema.json'))
const isAnswer = new Ajv().compile(read('answer.schema.json'))
const EXAMPLES = ['service_year', 'shortages', 'late_notice']

function run(input: string, file = '-') {
  const options = { cwd: root, input, encoding: 'utf8' as const, maxBuffer: 64 * 1024 * 1024 }
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', 'ace.js', 'points:replay', file], options)
  return { status, stdout, stderr }
}

/** One input spoilt in one place, and the field the refusal names. */
const SPOILT: [string, Record<string, unknown>, string][] = [
  ['a moment that does not exist', { moment: '2026-02-30' }, 'moment must be a day that exists'],
  ['no moment', {}, 'moment must be a day'],
  ['a stranger', { moment: '2026-01-01', lotts: [] }, 'lotts is not known here'],
  ['a lot without points', { moment: '2026-01-01', lots: [{ id: 'a', validFrom: '2026-01-01' }] }, 'lots[0].points must be text'],
  ['thousandths', { moment: '2026-01-01', lots: [{ id: 'a', points: '1.234', validFrom: '2026-01-01' }] }, 'lots[0].points must be points'],
  ['an end before the start', { moment: '2026-01-01', lots: [{ id: 'a', points: 1, validFrom: '2026-01-02', expiresOn: '2026-01-02' }] }, 'lots[0].expiresOn must come after'],
  ['twins', { moment: '2026-01-01', lots: [1, 2].map(() => ({ id: 'a', points: 1, validFrom: '2026-01-02' })) }, 'lots[1].id must be unique'],
  ['an overdraft without limit', { moment: '2026-01-01', policy: { shortage: 'overdraw' } }, 'policy.overdraftLimit must be text'],
  ['another event', { moment: '2026-01-01', events: [{ kind: 'spend', key: 'k', on: '2026-01-01' }] }, 'events[0].kind must be one of'],
  ['a step of nothing', { moment: '2026-01-01', rules: [{ id: 'r', type: 'complementary', step: 0 }] }, 'rules[0].step must be above zero'],
  ['a step on a contractual rule', { moment: '2026-01-01', rules: [{ id: 'r', type: 'contractual', step: 1 }] }, 'rules[0].step belongs to complementary rules'],
  ['a correction of nothing', { moment: '2026-01-01', events: [{ kind: 'correct', key: 'k', on: '2026-01-01', points: 0, reason: 'x' }] }, 'events[0].points must not be zero'],
]

test.group('points:replay', (group) => {
  group.each.timeout(60_000)

  test('answers the published example "{$self}" as published')
    .with(EXAMPLES)
    .run(({ assert }, name) => {
      const answers = replayInputsFrom(read(`examples/${name}.json`)).map(answerTo)
      assert.deepEqual(JSON.parse(JSON.stringify(answers)), read(`examples/${name}.answer.json`))
    })

  test('reads what the published schema describes')
    .with(EXAMPLES)
    .run(({ assert }, name) => {
      assert.isTrue(isAsPublished(read(`examples/${name}.json`)), JSON.stringify(isAsPublished.errors))
    })

  test('answers the example "{$self}" as the published schema describes')
    .with(EXAMPLES)
    .run(({ assert }, name) => {
      const answer = read(`examples/${name}.answer.json`)
      assert.isTrue(isAnswer(answer), JSON.stringify(isAnswer.errors))
      assert.isFalse(isAnswer({ ...answer[0], colour: 'red' }))
    })

  test('answers any account as the published schema describes', ({ assert }) => {
    fc.assert(fc.property(anyAccount, (account) => assert.isTrue(isAnswer(JSON.parse(JSON.stringify(answerTo(account)))), JSON.stringify(isAnswer.errors))), { numRuns: 100 })
  })

  test('names the field of {0}')
    .with(SPOILT)
    .run(({ assert }, [, input, message]) => {
      assert.throws(() => replayInputsFrom([input]), new RegExp(`^\\[0\\]\\.${message.replace(/[[\].]/g, '\\$&')}`))
    })

  test('prints the ledgers, and nothing else, the same bytes each time', ({ assert }) => {
    const [once, twice] = [run('', 'docs/points/examples/shortages.json'), run(JSON.stringify(read('examples/shortages.json')))]
    assert.deepEqual([once.status, once.stdout], [0, twice.stdout])
    assert.deepEqual(JSON.parse(once.stdout), read('examples/shortages.answer.json'))
  })

  test('ends with 2 when the input is no JSON, no account or no file', ({ assert }) => {
    for (const [input, file, message] of [
      ['{', '-', 'JSON'],
      ['{"moment":"2026-01-01","events":[{"kind":"expire"}]}', '-', 'events[0].on must be a day'],
      ['', '/no/such/file.json', 'ENOENT'],
    ]) {
      const { status, stdout, stderr } = run(input, file)
      assert.deepEqual([status, stdout], [2, ''])
      assert.include(stderr, message)
    }
  })

  test('answers figures beyond exact counting with an error', ({ assert }) => {
    const [input] = replayInputsFrom({
      moment: '2026-01-01',
      rules: [{ id: 'r', type: 'complementary', points: '99999999999999999' }],
      events: [{ kind: 'debit', key: 'k', on: '2026-01-01', lines: [{ product: 'p', quantity: '99999999' }] }],
    })
    assert.equal(answerTo(input).error?.code, 'out_of_range')
  })
})
