import { latest, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { logChanges, type Author } from '#shared/records/change_log'
import type { Row } from '#shared/records/record_type'
import EnterCompany from '#crm/actions/enter_company'
import HandOverItem from '#installed_base/actions/hand_over_item'
import RegistrationImpossible from '#warranty/errors/registration_impossible'
import WarrantyAccepted from '#warranty/events/warranty_accepted'
import WarrantyWithdrawn from '#warranty/events/warranty_withdrawn'
import { HOLDING } from '#warranty/rules/registration_status'

/** Gives an accepted registration its item and its warranty, or takes them back. */
export default class SettleRegistration {
  /** @throws {RegistrationImpossible} while another registration of the item waits for its decision */
  async accept(id: number, author: Author, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const row = await this.locked(id, inner)
      const holder = await this.releaseHolder(row, author, inner)
      // an item cannot leave its holder before it came to them
      const on = latest(row.purchased_on as CalendarDate, (holder?.purchased_on ?? row.purchased_on) as CalendarDate)

      const companyId = row.company_id ? Number(row.company_id) : await this.enter(row, author, inner)
      const itemId = await new HandOverItem().handle(
        {
          key: `warranty/${row.number}`,
          productId: Number(row.product_id),
          serial: String(row.serial),
          holderId: companyId,
          sellerId: row.dealer_id ? Number(row.dealer_id) : null,
          on,
          warrantyFrom: holder ? null : on,
          place: addressOf(row),
          note: String(row.number),
        },
        author,
        inner
      )
      const settled = { company_id: companyId, installed_item_id: itemId, open_key: row.serial_thread, predecessor_id: holder?.id ?? null }
      await inner.from('warranty_registrations').where('id', id).update(settled)
      const takesOver = holder ? { registrationId: Number(holder.id), on } : null
      const item = await inner.from('installed_items').where('id', itemId).firstOrFail()
      const startsOn = (item.warranty_starts_on ?? on) as CalendarDate
      const warranty = { registrationId: id, number: String(row.number), productId: Number(row.product_id), itemId, companyId, startsOn, takesOver }
      await WarrantyAccepted.dispatch(warranty, inner)
    })
  }

  async withdraw(id: number, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      await this.locked(id, inner)
      await inner.from('warranty_registrations').where('id', id).update({ open_key: null })
      await WarrantyWithdrawn.dispatch(id, inner)
    })
  }

  private locked(id: number, trx: Trx): Promise<Row> {
    return trx.from('warranty_registrations').where('id', id).forUpdate().firstOrFail()
  }

  private async releaseHolder(row: Row, author: Author, trx: Trx): Promise<Row | null> {
    const holder: Row | null = await trx
      .from('warranty_registrations')
      .where('open_key', String(row.serial_thread))
      .whereNot('id', row.id)
      .forUpdate()
      .first()
    if (!holder) return null
    if (!HOLDING.includes(holder.status as 'accepted')) throw new RegistrationImpossible('decide_first', undefined, { number: String(holder.number) })

    const version = Number(holder.version) + 1
    await trx.from('warranty_registrations').where('id', holder.id).update({ status: 'transferred', open_key: null, version, updated_at: sqlInstant(now()) })
    const changes = { status: [holder.status, 'transferred'] as [unknown, unknown] }
    await logChanges([{ recordType: 'warranty_registration', recordId: Number(holder.id), kind: 'changed', changes }], author, trx)
    return holder
  }

  private enter(row: Row, author: Author, trx: Trx): Promise<number> {
    const text = (name: string) => (row[name] as string | null) || null
    const company = {
      name: String(row.customer_name),
      tax_id: text('tax_id'),
      email: text('customer_email'),
      phone: text('customer_phone'),
      street: text('street'),
      postal_code: text('postal_code'),
      city: text('city'),
      country: text('country'),
      language: text('language'),
    }
    return new EnterCompany().handle(company, author, trx)
  }
}

function addressOf(row: Row): string | null {
  const place = [row.postal_code, row.city].filter(Boolean).join(' ')
  return [row.street, place, row.country].filter(Boolean).join(', ') || null
}
