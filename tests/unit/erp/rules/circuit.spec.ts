import fc from 'fast-check'
import { test } from '@japa/runner'
import { admission, afterAnswer, afterFailure, CLOSED, isClean, probing, type Circuit } from '#erp/rules/circuit'

const AT = 1_000_000
const failed = (times: number, circuit: Circuit = CLOSED, at = AT): Circuit =>
  times === 0 ? circuit : failed(times - 1, afterFailure(circuit, 'cut', 0, at), at)

test.group('Circuit', () => {
  test('opens with the fifth failure in a row, and an answer before that makes all forgotten', ({ assert }) => {
    assert.equal(failed(4).state, 'closed')
    assert.equal(failed(5).state, 'open')
    assert.equal(failed(4, afterAnswer(failed(4), AT)).state, 'closed')
    assert.isTrue(isClean(afterAnswer(failed(4), AT)))
  })

  test('open, nobody calls for half a minute; then one call tries, and only one', ({ assert }) => {
    const open = failed(5)
    assert.deepEqual(admission(open, 'usual', AT + 29_999), { pass: 'wait', until: AT + 30_000 })
    assert.deepEqual(admission(open, 'background', AT + 30_000), { pass: 'probe' })
    const half = probing(open, AT + 30_000)
    assert.equal(admission(half, 'usual', AT + 30_001).pass, 'wait')
    assert.equal(admission(half, 'interactive', AT + 60_000).pass, 'wait')
  })

  test('a person who waits may try after five seconds', ({ assert }) => {
    const open = failed(5)
    assert.equal(admission(open, 'interactive', AT + 4_999).pass, 'wait')
    assert.equal(admission(open, 'interactive', AT + 5_000).pass, 'probe')
    assert.equal(admission(open, 'background', AT + 5_000).pass, 'wait')
  })

  test('a probe that fails opens it for longer each time, at most ten minutes', ({ assert }) => {
    let circuit = failed(5)
    const pauses: number[] = []
    for (let n = 0; n < 6; n++) {
      const at = circuit.nextProbeAt!
      circuit = afterFailure(probing(circuit, at), 'still away', 0, at)
      pauses.push((circuit.nextProbeAt! - at) / 1000)
    }
    assert.deepEqual(pauses, [60, 120, 300, 600, 600, 600])
    assert.equal(circuit.openedAt, AT)
    assert.deepEqual(afterAnswer(circuit, AT), CLOSED)
  })

  test('a probe whose process died is made up for after two minutes', ({ assert }) => {
    const half = probing(failed(5), AT)
    assert.equal(admission(half, 'usual', AT + 119_999).pass, 'wait')
    assert.equal(admission(half, 'usual', AT + 120_000).pass, 'probe')
  })

  test('an ERP that asks for a pause gets it, without a failure against it', ({ assert }) => {
    const quiet = afterFailure(CLOSED, 'busy', 90_000, AT)
    assert.containSubset(quiet, { state: 'closed', failures: 0, quietUntil: AT + 90_000 })
    assert.deepEqual(admission(quiet, 'interactive', AT + 89_999), { pass: 'wait', until: AT + 90_000 })
    assert.deepEqual(admission(quiet, 'background', AT + 90_000), { pass: 'call' })
    assert.equal(afterFailure(CLOSED, 'busy', 9e9, AT).quietUntil, AT + 3_600_000)
  })

  test('whatever happens, an answer closes it and a closed one lets calls out', ({ assert }) => {
    const steps = fc.array(fc.record({ retryAfterMs: fc.nat(100_000), wait: fc.nat(1_000_000) }), { maxLength: 20 })
    fc.assert(
      fc.property(steps, (failures) => {
        let circuit = CLOSED
        let at = AT
        for (const { retryAfterMs, wait } of failures) {
          circuit = afterFailure(circuit, 'cut', retryAfterMs, at)
          at += wait
        }
        const closed = afterAnswer(circuit, at)
        assert.equal(closed.state, 'closed')
        assert.equal(admission(closed, 'usual', Math.max(at, closed.quietUntil ?? 0)).pass, 'call')
      })
    )
  })
})
