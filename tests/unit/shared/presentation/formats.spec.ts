import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { formatsFor } from '#shared/presentation/formats'

const spanish = formatsFor({ locale: 'es', timeZone: 'Europe/Madrid' })
const english = formatsFor({ locale: 'en', timeZone: 'UTC' })
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

test.group('Figures and times on pages', () => {
  test("money reads as in the reader's country, exact at any size", ({ assert }) => {
    assert.equal(plain(spanish.money(1248020, 'EUR')), '12.480,20 €')
    assert.equal(plain(spanish.money(123450, 'EUR')), '1.234,50 €')
    assert.equal(plain(english.money(-5, 'EUR')), '-€0.05')
    assert.equal(plain(english.money(500, 'JPY')), 'JP¥500')
    assert.equal(plain(english.money(9007199254740993n, 'EUR')), '€90,071,992,547,409.93')
  })

  test('the last day of a period is the one before its end', ({ assert }) => {
    assert.equal(english.lastDay('2026-03-01'), '28 Feb 2026')
    assert.equal(english.day('2026-11-22'), '22 Nov 2026')
    assert.equal(spanish.monthName('2026-07'), 'julio de 2026')
  })

  test("an instant is told in the reader's time zone", ({ assert }) => {
    assert.include(spanish.instant('2026-07-01 22:30:00'), '2 jul 2026')
    assert.include(english.instant(DateTime.utc(2026, 7, 1, 22, 30)), '1 Jul 2026')
  })

  test('what is absent prints nothing', ({ assert }) => {
    assert.equal(english.money(null, 'EUR') + english.day(null) + english.instant(undefined) + english.number(null), '')
    assert.equal(english.number(0), '0')
  })

  test('decimals keep every digit they came with', ({ assert }) => {
    assert.equal(spanish.decimal('1234.5600001'), '1.234,5600001')
  })

  test('two minutes ago reads so', ({ assert }) => {
    assert.equal(english.ago(DateTime.utc().minus({ minutes: 2, seconds: 3 })), '2 min ago')
  })

  test('a price has the decimals of its currency at least, and keeps those it has beyond', ({ assert }) => {
    assert.equal(english.price('95', 'EUR'), '95.00')
    assert.equal(english.price('1080.5'), '1,080.50')
    assert.equal(english.price('0.1234', 'EUR'), '0.1234')
    assert.equal(english.price('1500', 'JPY'), '1,500')
    assert.equal(spanish.price('1080', 'TND'), '1.080,000')
    assert.equal(english.price(null), '')
  })
})
