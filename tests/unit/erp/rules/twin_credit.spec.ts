import { test } from '@japa/runner'
import type { ErpInvoice } from '#contracts/erp'
import { twinCredit, twinReference } from '#erp/rules/twin_credit'
import { invoiceOf } from '#tests/support/posting_world'

const twin = (more: Partial<ErpInvoice> = {}) => ({ id: '9', number: 'F-9', customerId: '7', currency: 'EUR', netCents: 12_000, lineCount: 1, ...more }) as ErpInvoice

test.group('Credit for a twin', () => {
  test('gives the same lines back, and its lines add up to it', ({ assert }) => {
    const credit = twinCredit(invoiceOf('SVC-A'), twin(), 'TW1-A')
    assert.equal(credit.netCents, -12_000)
    assert.equal(credit.lines.reduce((sum, { netCents }) => sum + netCents, 0), credit.netCents)
    assert.deepInclude(credit.lines[0], { quantity: '-1', unitPrice: '120.00' })
  })

  test('takes the whole net amount back in one line where the twin is not what we sent', ({ assert }) => {
    const credit = twinCredit(invoiceOf('SVC-A'), twin({ netCents: 11_999 }), 'TW1-A')
    assert.deepInclude(credit.lines, { productId: null, description: 'F-9', quantity: '1', unitPrice: '-119.99', netCents: -11_999, taxCode: null })
  })

  test('a line that gave something back is charged again', ({ assert }) => {
    const [line] = invoiceOf('').lines
    const sent = invoiceOf('SVC-A', { netCents: 10_000, lines: [line, { ...line, quantity: '-2.5', netCents: -2000 }] })
    const credit = twinCredit(sent, twin({ netCents: 10_000, lineCount: 2 }), 'TW1-A')
    assert.deepEqual(credit.lines.map(({ quantity, netCents }) => [quantity, netCents]), [['-1', -12_000], ['2.5', 2000]])
  })

  test('its reference fits, and begins like none of ours', ({ assert }) => {
    assert.equal(twinReference('SVC-0123456789AB', 0), 'TW1-0123456789AB')
    assert.isAtMost(twinReference('SVC-0123456789AB', 11).length, 20)
  })
})
