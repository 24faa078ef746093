import { locationColumns } from '#installed_base/rules/location'
import type { ItemState } from '#installed_base/rules/item_state'

export type Columns = Record<string, unknown>

/** The columns of an item that follow from its events; what no event told is undefined and left to people. */
export function itemColumns(state: ItemState): Columns {
  return {
    item_key: state.itemKey,
    thread_key: state.threadKey,
    product_id: state.productId,
    serial: state.serial,
    lot: state.lot ?? undefined,
    status: state.status,
    ownership: state.ownership,
    is_open: state.isOpen,
    company_id: state.companyId,
    ordering_company_id: state.orderingCompanyId,
    place: state.place,
    ...locationColumns(state.location),
    quantity: state.quantity,
    delivered_quantity: state.deliveredQuantity,
    delivered_on: state.deliveredOn,
    installed_on: state.installedOn,
    returned_on: state.returnedOn,
    expected_back_on: state.expectedBackOn,
    warranty_starts_on: state.warrantyStartsOn,
    review_reason: reviewReason(state),
  }
}

/** Why a person has to look at the item, if so. */
function reviewReason({ reviewOf, isOpen, invoicing }: ItemState): string | null {
  if (reviewOf !== null) return 'delivery_cancelled'
  return isOpen && invoicing.doubt !== null ? 'invoice_in_doubt' : null
}

/** The columns in which a stored item differs from its events; a warranty start that a person or a purchase set stays. */
export function driftedColumns(row: Columns, columns: Columns): Columns {
  return Object.fromEntries(
    Object.entries(columns).filter(([name, value]) => {
      if (name === 'warranty_starts_on' && row.warranty_basis !== 'delivery') return false
      return value !== undefined && plain(row[name]) !== plain(value)
    })
  )
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'boolean' ? String(Number(value)) : String(value)
}
