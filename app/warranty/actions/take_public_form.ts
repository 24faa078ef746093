import type { CalendarDate } from '#shared/calendar/calendar_date'
import KeepAttachment from '#shared/attachments/actions/keep_attachment'
import { within, type Trx } from '#shared/database/transaction'
import { HOUSE } from '#shared/records/change_log'
import type { Row } from '#shared/records/record_type'
import RegisterWarranty from '#warranty/actions/register_warranty'
import PublicFormRefused from '#warranty/errors/public_form_refused'

/** What a customer types who has no account here. */
export interface PublicRegistration {
  product_number: string
  serial: string
  purchased_on: string
  dealer_name: string | null
  customer_name: string
  customer_email: string
  customer_phone: string | null
  street: string | null
  postal_code: string | null
  city: string | null
  country: string | null
  language: string
}

/** A file that was sent along, where it lies and what its sender calls it. */
export interface Proof {
  path: string
  sentName: string
}

/** Registers what a stranger sent by the public form, with the proof of purchase. */
export default class TakePublicForm {
  /** @throws {PublicFormRefused} {@link RegistrationRefused} {@link RegistrationImpossible} {@link AttachmentRefused} */
  async handle({ product_number: productNumber, ...typed }: PublicRegistration, proof: Proof | null, today: CalendarDate, trx?: Trx): Promise<Row> {
    return within(trx, async (inner) => {
      const products = await inner.from('products').where('number', productNumber.trim()).where('is_service', false).orderBy('id').limit(2)
      if (products.length !== 1) throw new PublicFormRefused('product')

      const values = { ...typed, product_id: products[0].id, channel: 'portal', document_kind: proof ? 'receipt' : 'none' }
      const { row, isNew } = await new RegisterWarranty().handle(values, { author: HOUSE, today }, inner)
      if (proof && isNew) {
        const file = { recordType: 'warranty_registration', recordId: row.id, kind: 'receipt', title: '', ...proof }
        await new KeepAttachment().handle(file, null, inner)
      }
      return row
    })
  }
}
