import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import { decided, paid, reasons } from '#tests/support/coverage_world'
import { WORKED_CASES } from '#tests/support/coverage_worked_cases'

const page = readFileSync(new URL('../../../../docs/coverage/worked-cases.md', import.meta.url), 'utf8')

test.group('Coverage worked out by hand', () => {
  for (const worked of WORKED_CASES) {
    test(worked.title, ({ assert }) => {
      const decision = decided(worked.input)
      assert.deepEqual(decision.lines.map(paid), worked.paid, worked.arithmetic)
      assert.equal(decision.billable, worked.billable, worked.arithmetic)
      assert.deepEqual(reasons(decision), worked.reasons, worked.arithmetic)
    })
  }

  test('every case stands in docs/coverage with its arithmetic', ({ assert }) => {
    for (const { title, arithmetic } of WORKED_CASES) assert.include(page, `| ${title} | ${arithmetic} |`)
  })
})
