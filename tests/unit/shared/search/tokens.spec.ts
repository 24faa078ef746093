import { test } from '@japa/runner'
import fc from 'fast-check'
import { folded, tokensOf } from '#shared/search/rules/tokens'

const isFound = (words: readonly string[], typed: string) => words.some((word) => word.startsWith(typed))

test.group('Words by which a text is found', () => {
  test('are without accents and separators, a number with separators also run together', ({ assert }) => {
    assert.sameMembers(tokensOf(['Talleres Núñez', 'ES-B123']), ['talleres', 'nunez', 'b123', 'esb123'])
  })

  test('leave out those that only begin another one', ({ assert }) => {
    assert.sameMembers(tokensOf(['Contact 7', 'contacts@seven.example']), ['7', 'contact7', 'contacts', 'seven', 'example'])
    assert.sameMembers(tokensOf(['Hotel', 'HOTEL', 'hotels']), ['hotels'])
  })

  test('find every text by the beginning of each of its words', () => {
    const word = fc.stringMatching(/^[a-z0-9áñ]{1,6}$/)
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (words) => {
        const tokens = tokensOf([words.join(' ')])
        return words.every((one) => Array.from(folded(one), (_, index) => folded(one).slice(0, index + 1)).every((typed) => isFound(tokens, typed)))
      })
    )
  })
})
