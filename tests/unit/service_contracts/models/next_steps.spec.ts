import fc from 'fast-check'
import { test } from '@japa/runner'
import { obstaclesOf, type ContractStanding } from '#service_contracts/rules/signing/next_steps'
import { agreementHash, alteredColumn } from '#service_contracts/rules/signing/agreed_terms'
import { completeActivity } from '#service_contracts/rules/complete_activity'
import { orderNumberFor, overlap, type OrderNumber } from '#service_contracts/rules/order_number'

const standing = (more: Partial<ContractStanding> = {}): ContractStanding => ({ status: 'draft', lineCount: 1, flowId: 5, needsSignature: true, signedOn: null, approval: null, ...more })

const TABLE: [string, Partial<ContractStanding>, Record<string, string[]>][] = [
  ['nothing asked yet', {}, { ask_approval: [], sign: ['approval_missing'], activate: ['approval_missing', 'signature_missing'] }],
  ['the approval under way', { approval: 'open' }, { ask_approval: ['approval_open'], sign: ['approval_open'], activate: ['approval_open', 'signature_missing'] }],
  ['the approval given', { approval: 'approved' }, { ask_approval: ['approval_given'], sign: [], activate: ['signature_missing'] }],
  ['signed', { approval: 'approved', signedOn: '2026-01-01' }, { ask_approval: ['approval_given', 'signed_already'], sign: ['signed_already'], activate: [] }],
  ['the approval refused', { approval: 'refused' }, { ask_approval: [], sign: ['approval_refused'], activate: ['approval_refused', 'signature_missing'] }],
  ['the terms changed since', { approval: 'cancelled' }, { ask_approval: [], sign: ['approval_cancelled'], activate: ['approval_cancelled', 'signature_missing'] }],
  ['neither flow nor signature', { flowId: null, needsSignature: false }, { ask_approval: ['no_flow'], sign: [], activate: [] }],
  ['no lines', { lineCount: 0, flowId: null, needsSignature: false }, { ask_approval: ['no_lines', 'no_flow'], sign: ['no_lines'], activate: ['no_lines'] }],
  ['in force', { status: 'active', approval: 'approved', signedOn: '2026-01-01' }, { ask_approval: ['not_draft', 'approval_given', 'signed_already'], sign: ['not_draft', 'signed_already'], activate: ['not_draft'] }],
]

test.group('The way of a contract into force', () => {
  for (const [name, more, expected] of TABLE) {
    test(`with ${name} each step says why it is not possible`, ({ assert }) => {
      assert.deepEqual(obstaclesOf(standing(more)) as object, expected)
    })
  }
})

test.group('The fingerprint of what was agreed', () => {
  const contract = { id: 1, currency: 'EUR', starts_on: '2026-01-01', is_open: true }
  const hash = (row: Record<string, unknown>, lines: Record<string, unknown>[] = []) => agreementHash({ contract: row, lines, coverage: null }, ['currency', 'starts_on', 'is_open'])

  test('is the same whichever way a database says yes, and another after any change', ({ assert }) => {
    assert.equal(hash(contract), hash({ ...contract, is_open: 1, notes: 'called twice' }))
    assert.notEqual(hash(contract), hash({ ...contract, currency: 'USD' }))
    assert.notEqual(hash(contract, [{ unit_price: '1.00' }]), hash(contract, [{ unit_price: '1.01' }]))
  })

  test('names the column that would be altered', ({ assert }) => {
    assert.equal(alteredColumn(['currency', 'starts_on'], { starts_on: '2026-02-01' }, contract), 'starts_on')
    assert.isUndefined(alteredColumn(['currency'], { currency: 'EUR' }, contract))
  })
})

test.group('The order number of the customer', () => {
  const order = (id: number, number: string, more: Partial<OrderNumber> = {}): OrderNumber => ({ id, number, lineId: null, from: null, to: null, ...more })
  const orders = [order(1, 'PO-ALL'), order(2, 'PO-2027', { from: '2027-01-01' }), order(3, 'PO-LINE', { lineId: 9, from: '2026-06-01', to: '2027-06-01' })]

  test('of the line comes before that of the contract, on its days', ({ assert }) => {
    assert.equal(orderNumberFor(orders, 9, '2026-05-31'), 'PO-ALL')
    assert.equal(orderNumberFor(orders, 9, '2026-06-01'), 'PO-LINE')
    assert.equal(orderNumberFor(orders, 9, '2027-06-01'), 'PO-2027')
    assert.equal(orderNumberFor(orders, 8, '2027-01-01'), 'PO-2027')
    assert.isNull(orderNumberFor([], 8, '2027-01-01'))
  })

  test('overlaps whatever shares a day of the same lines, both ways', ({ assert }) => {
    const day = fc.option(fc.integer({ min: 1, max: 28 }).map((one) => `2026-01-${String(one).padStart(2, '0')}`), { nil: null })
    fc.assert(
      fc.property(day, day, day, day, (a, b, c, d) => {
        const [one, other] = [order(1, 'A', { from: a, to: b }), order(2, 'B', { from: c, to: d })]
        assert.equal(overlap(one, other), overlap(other, one))
        assert.isFalse(overlap(one, { ...other, lineId: 4 }))
      })
    )
    assert.isFalse(overlap(order(1, 'A', { to: '2026-02-01' }), order(2, 'B', { from: '2026-02-01' })))
  })
})

test.group('An activity', () => {
  const refused = (values: Record<string, unknown>) => () => completeActivity({ due_on: '2026-02-01', progress: 0, ...values }, null)

  test('with contradictory dates or progress is refused', ({ assert }) => {
    assert.throws(refused({ starts_on: '2026-03-01' }), /last day/)
    assert.throws(refused({ starts_on: '2026-01-10', done_on: '2026-01-09' }), /before it begins/)
    assert.throws(refused({ progress: 101 }), /0 to 100/)
  })

  test('that is done is done wholly, and one taken up again is not done', ({ assert }) => {
    const done: Record<string, unknown> = { due_on: '2026-02-01', progress: 40, done_on: '2026-01-30' }
    completeActivity(done, null)
    assert.equal(done.progress, 100)
    const again: Record<string, unknown> = { progress: 60 }
    completeActivity(again, done)
    assert.isNull(again.done_on)
  })
})
