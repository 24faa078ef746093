import fc from 'fast-check'
import { test } from '@japa/runner'
import type { DueCharge } from '#billing/charge_sources'
import { invoiceReference } from '#billing/rules/invoice_reference'
import { ledgerKey } from '#billing/rules/ledger_key'
import { proposalsOf } from '#billing/rules/proposals'
import { canMove, type RunStatus } from '#billing/rules/run_status'

const MANY = { numRuns: 2_000 }

const anyCharge = fc.record({
  id: fc.integer({ min: 1 }),
  companyId: fc.integer({ min: 1, max: 3 }),
  currency: fc.constantFrom('EUR', 'RON'),
  groupKey: fc.constantFrom('customer', 'contract:1', 'contract:2'),
  netCents: fc.integer({ min: -1e6, max: 1e6 }),
  anomalies: fc.constantFrom('', 'first', 'late', 'credit,late'),
})

test.group('Proposals', () => {
  test('hold every charge once, and one customer, currency and group each', ({ assert }) => {
    fc.assert(
      fc.property(fc.array(anyCharge), (charges) => {
        const proposals = proposalsOf(charges)
        assert.sameMembers(proposals.flatMap((proposal) => proposal.charges), charges)
        const keys = proposals.map(({ companyId, currency, groupKey }) => `${companyId} ${currency} ${groupKey}`)
        assert.equal(new Set(keys).size, keys.length)
        for (const { charges: own, companyId, currency, groupKey } of proposals) {
          assert.isTrue(own.every((charge) => charge.companyId === companyId && charge.currency === currency && charge.groupKey === groupKey))
        }
      }),
      MANY
    )
  })

  test('add up to their charges and are a credit note below zero', ({ assert }) => {
    fc.assert(
      fc.property(fc.array(anyCharge), (charges) => {
        for (const { netCents, kind, charges: own } of proposalsOf(charges)) {
          assert.equal(netCents, own.reduce((sum, charge) => sum + charge.netCents, 0))
          assert.equal(kind, netCents < 0 ? 'credit_note' : 'invoice')
        }
      }),
      MANY
    )
  })

  test('count the charges that worry', ({ assert }) => {
    const charge = { companyId: 1, currency: 'EUR', groupKey: 'customer', netCents: 1 }
    const [proposal] = proposalsOf([
      { ...charge, id: 1, anomalies: 'first' },
      { ...charge, id: 2, anomalies: 'credit,late' },
      { ...charge, id: 3, anomalies: '' },
    ])
    assert.equal(proposal.anomalyCount, 1)
  })
})

test.group('Keys of billing', () => {
  test('a reference has 16 characters that nobody mistakes', ({ assert }) => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (random) => {
        assert.match(invoiceReference(random), /^SVC-[0-9A-HJKMNP-TV-Z]{12}$/)
      }),
      MANY
    )
    assert.equal(invoiceReference(new Uint8Array(8)), 'SVC-000000000000')
    assert.notEqual(invoiceReference(new Uint8Array([0, 0, 0, 0, 0, 0, 0, 1])), invoiceReference(new Uint8Array(8)))
  })

  test('a charge is the same charge by its source, days, kind and how often it was taken back', ({ assert }) => {
    const charge = { sourceId: 7, from: '2026-01-01', to: '2026-02-01', kind: 'recurring', revision: 0 } as DueCharge
    assert.equal(ledgerKey('contract_line', charge), 'contract_line:7:2026-01-01:2026-02-01:recurring:0')
    assert.notEqual(ledgerKey('contract_line', { ...charge, revision: 1 }), ledgerKey('contract_line', charge))
  })

  test('a run moves forward only, and is computed again while it is open', ({ assert }) => {
    const way: RunStatus[] = ['computing', 'proposed', 'approving', 'approved', 'posting', 'done']
    for (let at = 1; at < way.length; at++) {
      assert.isTrue(canMove(way[at - 1], way[at]))
      if (way[at] !== 'proposed' && way[at] !== 'approving') assert.isFalse(canMove(way[at], way[at - 1]))
    }
    assert.isTrue(canMove('proposed', 'computing'))
    assert.isTrue(canMove('approving', 'proposed'))
    for (const from of ['computing', 'proposed'] as const) assert.isFalse(canMove(from, 'approved'))
    assert.isFalse(canMove('approving', 'computing'))
  })
})
