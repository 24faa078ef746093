import fc from 'fast-check'
import { test } from '@japa/runner'
import { dayOf, decimalOf, LONGEST_CELL, readCell } from '#shared/records/imports/rules/cell_reading'
import type { Field } from '#shared/records/record_type'

const COMMA = { decimalSign: ',', dayOrder: 'dmy' } as const

test.group('Reading cells', () => {
  test('amounts are understood however people write them', ({ assert }) => {
    const cases: [string, ',' | '.', string | null][] = [
      ['1.234,56', ',', '1234.56'],
      ['1,234.56', ',', '1234.56'],
      ['1.234', ',', '1234'],
      ['1.234', '.', '1.234'],
      ['12.5', ',', '12.5'],
      ['0.125', ',', '0.125'],
      ['1.234.567', '.', '1234567'],
      ['1 234,5 €', ',', '1234.5'],
      ['EUR 12', ',', '12'],
      ['-3,00', ',', '-3.00'],
      ['(3,00)', ',', '-3.00'],
      ['1.23.4', ',', null],
      ['1,2,3.4', '.', null],
      ['twelve', ',', null],
      ['1e5', '.', null],
      ['', ',', null],
    ]
    for (const [text, sign, amount] of cases) assert.equal(decimalOf(text, sign), amount, `${text} with ${sign}`)
  })

  test('an amount written with groups and a fraction is read back exactly', ({ assert }) => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom('es-ES', 'en-GB', 'ro-RO', 'de-CH'), (cents, locale) => {
        const written = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, useGrouping: 'always' }).format(cents / 100)
        const sign = locale === 'en-GB' || locale === 'de-CH' ? '.' : ','
        assert.equal(Number(decimalOf(written, sign)), cents / 100)
      })
    )
  })

  test('days are understood in several orders, and days that do not exist are not', ({ assert }) => {
    assert.equal(dayOf('31/12/2026', 'dmy'), '2026-12-31')
    assert.equal(dayOf('12/31/2026', 'mdy'), '2026-12-31')
    assert.equal(dayOf('1.2.26', 'dmy'), '2026-02-01')
    assert.equal(dayOf('1-2-75', 'dmy'), '1975-02-01')
    assert.equal(dayOf('2026-02-01T10:00:00Z', 'dmy'), '2026-02-01')
    assert.equal(dayOf('20260201', 'dmy'), '2026-02-01')
    for (const wrong of ['30/02/2026', '12/31/2026', '2026-13-01', 'tomorrow', '1/2', '']) assert.isNull(dayOf(wrong, 'dmy'))
  })

  test('a cell larger than any field is refused, an empty one says nothing', ({ assert }) => {
    const field: Field = { name: 'notes', kind: 'longtext' }
    assert.deepEqual(readCell('  ', field, COMMA, new Map()), { value: null })
    assert.property(readCell('x'.repeat(LONGEST_CELL + 1), field, COMMA, new Map()), 'problem')
  })

  test('choices are found by their names without regard to case and accents', ({ assert }) => {
    const field: Field = { name: 'status', kind: 'choice', choices: { former: 'muted' } }
    const words = new Map([['ya no es cliente', 'former']])
    assert.deepEqual(readCell(' Ya no es CLIENTE ', field, COMMA, words), { value: 'former' })
    assert.property(readCell('toString', field, COMMA, words), 'problem')
  })
})
