import fc from 'fast-check'
import { test } from '@japa/runner'
import { passesCheckDigit, type CheckDigitScheme } from '#warranty/rules/check_digit'
import { matchesPattern, schemeFor, type SerialScheme } from '#warranty/rules/serial_scheme'

/** Published examples: ISO/IEC 7812 (Luhn), ISBN-10, ISO 7064, GS1. */
const EXAMPLES: [CheckDigitScheme, string, boolean][] = [
  ['luhn', '79927398713', true],
  ['luhn', '79927398714', false],
  ['luhn', '7992-7398 713', true],
  ['luhn', '7992A398713', false],
  ['luhn', '0', false],
  ['mod11', '0-306-40615-2', true],
  ['mod11', '0-8044-2957-X', true],
  ['mod11', '0-306-40615-3', false],
  ['mod97', '79444', true],
  ['mod97', '79445', false],
  ['mod97', 'ab', false],
  ['gs1', '4006381333931', true],
  ['gs1', '4006381333932', false],
  ['gs1', '73513537', true],
]

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

test.group('Check digits', () => {
  test('{0} {1}: {2}').with(EXAMPLES.map(([scheme, serial, passes]) => ({ 0: scheme, 1: serial, 2: passes }))).run(({ assert }, { 0: scheme, 1: serial, 2: passes }) => {
    assert.equal(passesCheckDigit(serial, scheme), passes)
  })

  test('of all the digits that could stand last, one is right, and one mistyped character is noticed', ({ assert }) => {
    const body = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 3, maxLength: 18 })
    const luhn36 = fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: 3, maxLength: 18 })
    const check = (text: string, scheme: CheckDigitScheme, ends: string) => {
      const right = [...ends].filter((end) => passesCheckDigit(text + end, scheme))
      assert.lengthOf(right, 1)
      const first = ends[(ends.indexOf(text[0]) + 1) % (ends === '0123456789X' ? 10 : ends.length)]
      assert.isFalse(passesCheckDigit(first + text.slice(1) + right[0], scheme))
    }
    fc.assert(fc.property(body, (text) => check(text, 'luhn', '0123456789')))
    fc.assert(fc.property(body, (text) => check(text, 'gs1', '0123456789')))
    fc.assert(fc.property(luhn36, (text) => check(text, 'luhn36', ALPHABET)))
  })
})

test.group('Which check digit a serial number carries', () => {
  const scheme = (more: Partial<SerialScheme>): SerialScheme => ({ productId: null, pattern: null, scheme: 'luhn', ...more })

  test('a pattern means digits, characters, or anything', ({ assert }) => {
    assert.isTrue(matchesPattern('bx-1234', 'BX-####'))
    assert.isFalse(matchesPattern('BX-12345', 'BX-####'))
    assert.isTrue(matchesPattern('BX-12-Z', 'BX-*?'))
    assert.isTrue(matchesPattern('A.(1)', 'A.(#)'))
    assert.isFalse(matchesPattern('AB(1)', 'A.(#)'))
  })

  test('its product decides first, then the longest pattern', ({ assert }) => {
    const schemes = [scheme({ pattern: 'B*', scheme: 'luhn' }), scheme({ pattern: 'BX*', scheme: 'gs1' }), scheme({ productId: 7, scheme: 'mod11' }), scheme({ productId: 8, scheme: 'mod97' })]
    assert.equal(schemeFor(5, 'BX1', schemes)?.scheme, 'gs1')
    assert.equal(schemeFor(5, 'B11', schemes)?.scheme, 'luhn')
    assert.equal(schemeFor(7, 'BX1', schemes)?.scheme, 'mod11')
    assert.isNull(schemeFor(5, 'C11', schemes))
  })
})
