import { test } from '@japa/runner'
import { toCustomer, toDelivery, toInvoice, toOrder } from '#erp/connectors/tryton/tryton_mappers'
import {
  calendarDay,
  decimalText,
  quantityText,
  referredId,
  toTrytonDateTime,
} from '#erp/connectors/tryton/tryton_values'

const decimal = (text: string) => ({ __class__: 'Decimal', decimal: text })
const date = (year: number, month: number, day: number) => ({ __class__: 'date', year, month, day })

test.group('Tryton’s values', () => {
  test('a quantity is text without the noise of a float', ({ assert }) => {
    assert.deepEqual([1, 0.1 + 0.2, 1e-7, 1e21 / 1e15, -2.5].map(quantityText), [
      '1',
      '0.3',
      '0.0000001',
      '1000000',
      '-2.5',
    ])
    assert.throws(() => quantityText(Number.NaN), /not a quantity/)
    assert.throws(() => quantityText(null), /not a quantity/)
  })

  test('money is a decimal or an error, never a float', ({ assert }) => {
    assert.equal(decimalText(decimal('75.0000')), '75.0000')
    assert.throws(() => decimalText(75.1), /not a decimal/)
    assert.deepEqual(
      ['0E-8', '7E+2', '-1.5E-3', '12'].map((text) => decimalText(decimal(text))),
      ['0.00000000', '700', '-0.0015', '12']
    )
    assert.throws(() => decimalText(decimal('NaN')), /not a decimal/)
  })

  test('a day, an instant and a reference', ({ assert }) => {
    assert.equal(calendarDay(date(2026, 3, 9)), '2026-03-09')
    assert.isNull(calendarDay(null))
    assert.containSubset(toTrytonDateTime('2026-03-09T10:11:12.345Z'), { hour: 10, microsecond: 345_000 })
    assert.equal(referredId('sale.line,3', 'sale.line'), '3')
    assert.isNull(referredId('sale.line,-1', 'sale.line'))
    assert.isNull(referredId('purchase.line,3', 'sale.line'))
  })
})

test.group('Tryton’s rows as records', () => {
  test('the first address of each kind is the customer’s, the others are people', ({ assert }) => {
    const mechanism = (id: number, type: string, value: string, name: string | null = null) => ({
      id,
      type,
      value,
      name,
    })
    const mechanisms = [
      mechanism(1, 'email', 'office@x.example'),
      mechanism(2, 'phone', '+34 1'),
      mechanism(3, 'email', 'ana@x.example', 'Ana'),
      mechanism(4, 'mobile', '+34 2', 'Ana'),
      mechanism(5, 'fax', '+34 3'),
    ]
    const customer = toCustomer(
      { id: 7, code: '12', name: 'Añil', active: false },
      { addresses: [], mechanisms, identifiers: [{ id: 1, type: 'eu_vat', code: 'ESB1' }] }
    )

    assert.containSubset(customer, {
      id: '7',
      number: '12',
      isActive: false,
      email: 'office@x.example',
      phone: '+34 1',
      taxId: 'ESB1',
    })
    assert.deepEqual(customer.contacts, [{ id: '3', name: 'Ana', email: 'ana@x.example', phone: '+34 2' }])
  })

  test('moves of one order line become one line with its serial numbers', ({ assert }) => {
    const move = (id: number, lot: string | null, quantity = 1) => ({
      id,
      'product': 5,
      quantity,
      'origin': 'sale.line,8',
      'lot.': lot ? { id, number: lot } : null,
    })
    const row = { id: 3, number: '20', customer: 7, effective_date: date(2026, 9, 30) }
    const [line, ...others] = toDelivery(
      row,
      { moves: [move(1, 'S-1'), move(2, 'S-2'), move(3, null, 4)] },
      'return'
    ).lines

    assert.isEmpty(others)
    assert.containSubset(line, { id: '1', orderLineId: '8', quantity: '6', serials: ['S-1', 'S-2'] })
    assert.throws(() => toDelivery({ ...row, effective_date: null }, { moves: [] }, 'delivery'), /no date/)
  })

  test('an unknown state is not guessed', ({ assert }) => {
    const row = { 'id': 1, 'party': 2, 'sale_date': null, 'currency.': { id: 1, code: 'EUR' } }
    assert.equal(toOrder({ ...row, state: 'processing' }, { lines: [] }).state, 'confirmed')
    assert.throws(() => toOrder({ ...row, state: 'mystery' }, { lines: [] }), /mystery/)
  })

  test('an invoice is in minor units, with what is open only when it is posted', ({ assert }) => {
    const row = {
      'id': 1,
      'number': 'INV-1',
      'reference': 'SVC-1',
      'party': 2,
      'state': 'posted',
      'reconciled': null,
      'invoice_date': date(2026, 1, 31),
      'currency.': { id: 1, code: 'EUR' },
      'untaxed_amount': decimal('-90.18'),
      'tax_amount': decimal('-17.13'),
      'total_amount': decimal('-107.31'),
      'amount_to_pay': decimal('-7.31'),
      'lines': [1, 2],
    }
    const dues = [{ id: 1, maturity_date: date(2026, 2, 28), debit: decimal('0'), credit: decimal('107.31') }]

    assert.containSubset(toInvoice(row, { dues }), {
      netCents: -90_18,
      totalCents: -107_31,
      openCents: -7_31,
      lineCount: 2,
      dueDates: [{ on: '2026-02-28', amountCents: -107_31 }],
    })
    assert.equal(toInvoice({ ...row, reconciled: date(2026, 3, 1) }, { dues }).state, 'paid')
    assert.containSubset(toInvoice({ ...row, state: 'validated', number: null }, { dues: [] }), {
      state: 'draft',
      number: null,
      openCents: 0,
    })
  })
})
