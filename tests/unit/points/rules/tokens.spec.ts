import fc from 'fast-check'
import { test } from '@japa/runner'
import { earnedBy, takenForContract, tokenBalance, tokensLeft, type TokenMove } from '#points/rules/tokens'

const move = (id: number, tokens: number, takenFrom: number | null = null): TokenMove => ({ id, tokens, takenFrom })

test.group('Tokens', () => {
  test('are earned by the unit, rounded once, and lost by a return', ({ assert }) => {
    // 3 × 0.335 = 1.005, rounded to 1.01
    assert.deepEqual([earnedBy('3', '0.335'), earnedBy('-3', '0.335'), earnedBy('0', '5')], [101, -101, 0])
  })

  test('are given for a contract from the oldest on, and the rest is kept', ({ assert }) => {
    const moves = [move(1, 6_000), move(2, 3_000), move(3, 4_000)]
    assert.deepEqual(takenForContract(moves, 10_000), [{ from: 1, tokens: 6_000 }, { from: 2, tokens: 3_000 }, { from: 3, tokens: 1_000 }])
    const after = [...moves, move(4, -6_000, 1), move(5, -3_000, 2), move(6, -1_000, 3)]
    assert.deepEqual(tokensLeft(after), [{ id: 1, left: 0 }, { id: 2, left: 0 }, { id: 3, left: 3_000 }])
    assert.isNull(takenForContract(after, 10_000))
  })

  test('that were returned after their contract weigh on the next one', ({ assert }) => {
    const moves = [move(1, 10_000), move(2, -10_000, 1), move(3, -4_000), move(4, 12_000)]
    assert.equal(tokenBalance(moves), 8_000)
    assert.isNull(takenForContract(moves, 10_000))
    assert.deepEqual(takenForContract([...moves, move(5, 2_000)], 10_000), [{ from: 4, tokens: 8_000 }, { from: 5, tokens: 2_000 }])
  })

  test('never give more for contracts than was earned and not returned', ({ assert }) => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3_000, max: 5_000 }), { maxLength: 30 }), fc.integer({ min: 1, max: 6_000 }), (amounts, threshold) => {
        const moves: TokenMove[] = []
        let contracts = 0
        for (const tokens of amounts) {
          if (tokens !== 0) moves.push(move(moves.length + 1, tokens))
          for (let taken = takenForContract(moves, threshold); taken; taken = takenForContract(moves, threshold)) {
            contracts += 1
            for (const { from, tokens: given } of taken) moves.push(move(moves.length + 1, -given, from))
          }
          assert.isBelow(tokenBalance(moves), threshold)
        }
        const earned = amounts.reduce((sum, tokens) => sum + tokens, 0)
        assert.equal(tokenBalance(moves), earned - contracts * threshold)
        assert.isTrue(tokensLeft(moves).every(({ left }) => left >= 0))
      })
    )
  })
})
