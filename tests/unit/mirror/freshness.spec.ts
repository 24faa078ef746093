import { test } from '@japa/runner'
import * as books from '#mirror/records/finance'
import { CUSTOMER } from '#mirror/records/customer'
import { DELIVERY } from '#mirror/records/delivery'
import { ERP_INVOICE } from '#mirror/records/erp_invoice'
import { ORDER } from '#mirror/records/order'
import { ERP_PAYMENT } from '#mirror/records/payment'
import { PRICE_LIST, STOCK_LEVEL } from '#mirror/records/price_list'
import { PRODUCT } from '#mirror/records/product'

test.group('What the ERP told', () => {
  test('says on its page when it was read, and money and stock say so in their lists too', ({ assert }) => {
    const all = [...Object.values(books), CUSTOMER, PRODUCT, ORDER, DELIVERY, ERP_INVOICE, ERP_PAYMENT, PRICE_LIST, STOCK_LEVEL]
    assert.deepEqual(all.filter(({ panel, page }) => !panel && !page).map(({ name }) => name), [])

    for (const { name, fields } of [ERP_INVOICE, ERP_PAYMENT, PRICE_LIST, STOCK_LEVEL]) {
      assert.isTrue(fields.some((field) => field.name === 'mirrored_at' && field.listed), name)
    }
  })
})
