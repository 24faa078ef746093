import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import { LETTER_KINDS } from '#service_contracts/rules/renewal/letter'
import { builtInKey, filledText, partsOf, placeholdersOf, textFault } from '#service_contracts/rules/renewal/letter_texts'

test.group('Texts of letters', () => {
  test('a name that the letter does not know is named, and a brace that stands alone', ({ assert }) => {
    assert.isNull(textFault('renewal_announced', 'body', 'Until {last} or { deadline }, {customer}'))
    assert.deepEqual(textFault('renewal_announced', 'body', '{last} {received} {} {received}'), { fault: 'unknown', names: ['received', ''] })
    assert.deepEqual(textFault('renewal_announced', 'title', 'Until {last}'), { fault: 'unknown', names: ['last'] })
    assert.deepEqual(textFault('notice_confirmed', 'body', 'until {last'), { fault: 'brace' })
  })

  test('names are filled in, whatever else the text holds', ({ assert }) => {
    assert.equal(filledText("It's {contract}; 100 % $& {deadline}", { contract: 'C-1' }), "It's C-1; 100 % $& ")
  })

  test('the built-in words of every language use only names that an administrator may use too', ({ assert }) => {
    for (const language of ['en', 'es', 'ro']) {
      const { text } = JSON.parse(readFileSync(new URL(`../../../../resources/lang/${language}/renewal.json`, import.meta.url), 'utf8')).letters
      for (const kind of LETTER_KINDS) {
        for (const part of partsOf(kind)) {
          const words = builtInKey(kind, part).split('.').reduce((node, key) => node[key], text)
          assert.isString(words, `${language} ${kind} ${part}`)
          assert.isNull(textFault(kind, part, words), `${language} ${kind} ${part}`)
        }
        assert.isNotEmpty(placeholdersOf(kind, 'body'))
      }
    }
  })
})
