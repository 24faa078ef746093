import type { Trx } from '#shared/database/transaction'
import type { Row } from '#shared/records/record_type'
import { isSameCustomer, type EndCustomer } from '#warranty/rules/end_customer'

export interface RegisteredBefore {
  /** The registration by which this customer has the item, or waits for it. */
  own: Row | null
  /** The registration that stands for the serial number, of whomever. */
  open: Row | null
}

/** What was registered of a serial number before; the rows stay locked until the transaction ends. */
export async function registeredBefore(thread: string, customer: EndCustomer, exceptId: number | null, trx: Trx): Promise<RegisteredBefore> {
  const rows: Row[] = await trx
    .from('warranty_registrations')
    .where('serial_thread', thread)
    .whereIn('status', ['to_review', 'accepted', 'reserved'])
    .orderBy('id')
    .forUpdate()
  const others = rows.filter(({ id }) => Number(id) !== exceptId)
  return {
    own: others.find((row) => isSameCustomer(customer, { companyId: row.company_id === null ? null : Number(row.company_id), key: row.customer_key as string | null })) ?? null,
    open: others.find((row) => row.open_key !== null) ?? null,
  }
}
