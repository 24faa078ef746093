import fc from 'fast-check'
import { test } from '@japa/runner'
import { applies, cancelledCourse, courseAfter, courseOf, type Course, type Decision, type StepTerms } from '#workflow/rules/approval_course'
import { decides, whyNotDecide } from '#workflow/rules/may_decide'

const step = (position: number, amountAbove: string | null = null): StepTerms => ({ position, name: `Step ${position}`, groupId: 1, roleId: null, amountAbove })
const said = ({ state, steps }: Course) => [state, ...steps.map((one) => one.state)]
const anySteps = fc.array(fc.option(fc.integer({ min: 0, max: 1_000_000 }), { nil: null }), { minLength: 1, maxLength: 6 }).map((above) => above.map((amount, index) => step(index + 1, amount === null ? null : String(amount))))
const anyAmount = fc.option(fc.integer({ min: 0, max: 1_000_000 }).map(String), { nil: null })

function decided(course: Course, decisions: Decision[]): Course {
  return decisions.reduce((now, decision) => {
    const open = now.steps.find(({ state }) => state === 'open')
    return open ? courseAfter(now, open.position, decision) : now
  }, course)
}

test.group('The course of an approval', () => {
  test('goes from legal over finance to the director', ({ assert }) => {
    let course = courseOf([step(3), step(1), step(2)], '100')
    assert.deepEqual(said(course), ['open', 'open', 'waiting', 'waiting'])
    course = courseAfter(course, 1, 'approve')
    assert.deepEqual(said(course), ['open', 'approved', 'open', 'waiting'])
    course = courseAfter(courseAfter(course, 2, 'approve'), 3, 'approve')
    assert.deepEqual(said(course), ['approved', 'approved', 'approved', 'approved'])
  })

  test('asks the director only above the amount', ({ assert }) => {
    const steps = [step(1), step(2, '10000.00')]
    assert.deepEqual(said(courseOf(steps, '10000.00')), ['open', 'open', 'left_out'])
    assert.deepEqual(said(courseOf(steps, '10000.01')), ['open', 'open', 'waiting'])
    assert.isFalse(applies(step(1, '0'), null))
  })

  test('ends with the first refusal, and what had not been asked is cancelled', ({ assert }) => {
    const course = courseAfter(courseOf([step(1), step(2), step(3)], null), 1, 'refuse')
    assert.deepEqual(said(course), ['refused', 'refused', 'cancelled', 'cancelled'])
  })

  test('keeps what was approved in sight when it is cancelled', ({ assert }) => {
    const course = courseAfter(courseOf([step(1), step(2)], null), 1, 'approve')
    assert.deepEqual(said(cancelledCourse(course)), ['cancelled', 'approved', 'cancelled'])
  })

  test('refuses a decision about a step that is not open', ({ assert }) => {
    assert.throws(() => courseAfter(courseOf([step(1), step(2)], null), 2, 'approve'), 'Step 2 is not open')
  })

  test('has one open step at most, and is open exactly while it has one', ({ assert }) => {
    fc.assert(
      fc.property(anySteps, anyAmount, fc.array(fc.constantFrom<Decision>('approve', 'approve', 'refuse'), { maxLength: 6 }), (steps, amount, decisions) => {
        const course = decided(courseOf(steps, amount), decisions)
        const open = course.steps.filter(({ state }) => state === 'open')
        assert.isAtMost(open.length, 1)
        assert.equal(course.state === 'open', open.length === 1)
      })
    )
  })

  test('is approved after as many approvals as steps apply, and never before', ({ assert }) => {
    fc.assert(
      fc.property(anySteps, anyAmount, (steps, amount) => {
        const asked = steps.filter((one) => applies(one, amount)).length
        const all = decided(courseOf(steps, amount), Array(asked).fill('approve'))
        assert.equal(all.state, 'approved')
        if (asked > 0) assert.equal(decided(courseOf(steps, amount), Array(asked - 1).fill('approve')).state, 'open')
      })
    )
  })
})

test.group('Who decides', () => {
  const person = { id: 7, groupIds: [1], roleIds: [20] }
  const open = { groupId: 1, roleId: null, state: 'open' as const }

  test('a member of the group or a holder of the role', ({ assert }) => {
    assert.isTrue(decides({ groupId: 1, roleId: null }, person))
    assert.isTrue(decides({ groupId: 9, roleId: 20 }, person))
    assert.isFalse(decides({ groupId: null, roleId: null }, person))
  })

  test('nobody before their turn, no stranger, and not whoever asked', ({ assert }) => {
    const others = { askedById: 8, allowsOwn: false }
    assert.isNull(whyNotDecide(open, others, person))
    assert.equal(whyNotDecide({ ...open, state: 'waiting' }, others, person), 'step_not_open')
    assert.equal(whyNotDecide({ ...open, groupId: 2 }, others, person), 'not_a_decider')
    assert.equal(whyNotDecide(open, { askedById: 7, allowsOwn: false }, person), 'own_request')
    assert.isNull(whyNotDecide(open, { askedById: 7, allowsOwn: true }, person))
  })
})
