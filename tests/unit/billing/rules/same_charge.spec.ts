import { test } from '@japa/runner'
import { COMPARED } from '#billing/queries/open_charges'
import { isSameCharge } from '#billing/rules/same_charge'

const charge = Object.fromEntries(COMPARED.map((column, index) => [column, `${column} ${index}`]))

test.group('A charge that stands and one that is due', () => {
  test('are the same only where every compared column is', ({ assert }) => {
    assert.isTrue(isSameCharge(charge, { ...charge }))
    for (const column of COMPARED) {
      assert.isFalse(isSameCharge(charge, { ...charge, [column]: 'another' }), column)
      assert.isFalse(isSameCharge(charge, { ...charge, [column]: null }), column)
    }
  })

  test('are the same whether a number came as a number or as text, and nothing as null or not at all', ({ assert }) => {
    const { tax_code: _, ...untaxed } = charge
    assert.isTrue(isSameCharge({ ...charge, net_cents: '12000', tax_code: null }, { ...untaxed, net_cents: 12_000 }))
  })
})
