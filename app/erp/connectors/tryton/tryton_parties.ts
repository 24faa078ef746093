import ErpRefused from '#erp/errors/erp_refused'
import type { TrytonRow } from '#erp/connectors/tryton/tryton_client'
import type TrytonReader from '#erp/connectors/tryton/tryton_reader'

const IN_ORDER: [string, 'ASC'][] = [['sequence', 'ASC'], ['id', 'ASC']]

export interface Unit {
  id: number
  digits: number
}

/** A party that a document may name, with the addresses Tryton wants on it. */
export async function partyFor(reader: TrytonReader, customerId: string) {
  const id = /^\d+$/.test(customerId) ? Number(customerId) : 0
  const [[row], addresses] = await Promise.all([
    reader.search('party.party', [['id', '=', id], ['active', 'in', [true, false]]], ['active', 'customer_payment_term']),
    reader.search('party.address', [['party', '=', id]], ['invoice', 'delivery'], IN_ORDER),
  ])
  if (!row) throw new ErpRefused('customer_unknown', `Tryton has no party ${customerId}`)
  if (row.active === false) throw new ErpRefused('customer_blocked', 'The party is deactivated in Tryton')
  const [first] = addresses
  if (!first) throw new ErpRefused('customer_unknown', 'The party has no address in Tryton')

  return {
    id,
    paymentTerm: (row.customer_payment_term as number | null) ?? null,
    invoiceAddress: (addresses.find(({ invoice }) => invoice) ?? first).id,
    deliveryAddress: (addresses.find(({ delivery }) => delivery) ?? first).id,
  }
}

/** A product that can be sold or moved, with its unit and the taxes of its category. */
export async function productFor(reader: TrytonReader, productId: string): Promise<{ id: number; unit: Unit; taxes: number[]; isGoods: boolean }> {
  const id = /^\d+$/.test(productId) ? Number(productId) : 0
  const fields = ['account_category', 'default_uom.digits', 'template.type', 'template.salable']
  const [row] = await reader.search('product.product', [['id', '=', id]], fields)
  if (!row) throw new ErpRefused('product_unknown', `Tryton has no product ${productId} in use`)
  const [category] = row.account_category ? await reader.search('product.category', [['id', '=', row.account_category]], ['customer_taxes']) : []
  const unit = row['default_uom.'] as TrytonRow

  return {
    id,
    unit: { id: unit.id, digits: Number(unit.digits ?? 4) },
    taxes: (category?.customer_taxes as number[] | undefined) ?? [],
    isGoods: (row['template.'] as TrytonRow).type === 'goods',
  }
}
