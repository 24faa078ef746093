import type { CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { numbered, takeNumbers } from '#shared/database/numbers'
import { within, type Trx } from '#shared/database/transaction'
import { isDuplicate } from '#shared/database/violations'
import type { Author } from '#shared/records/change_log'
import { findRow } from '#shared/records/rows'
import type { Row, Values } from '#shared/records/record_type'
import { Aftermath } from '#shared/records/aftermath'
import { recordType } from '#shared/records/registry'
import CheckRegistration, { type CheckedOutcome } from '#warranty/actions/check_registration'
import SettleRegistration from '#warranty/actions/settle_registration'
import RegistrationRefused from '#warranty/errors/registration_refused'
import ReviewAsked from '#warranty/events/review_asked'
import { HOLDING, statusOf } from '#warranty/rules/registration_status'

export interface Registered {
  row: Row
  /** False when the same customer had registered the item before. */
  isNew: boolean
}

/**
 * Registers that an end customer has bought an item: from a card, the public form, a file or the API.
 * The checks accept it, with or without reservation, leave it to a person, or refuse it. The same
 * customer again is answered with the first registration.
 *
 * @throws {RegistrationRefused} unless a refused card is to be kept as well
 * @throws {RegistrationImpossible}
 */
export default class RegisterWarranty {
  async handle(values: Values, by: { author: Author; today: CalendarDate; keepsRefused?: boolean }, trx?: Trx): Promise<Registered> {
    return within(trx, async (inner) => {
      try {
        return await this.register(values, by, inner)
      } catch (error) {
        // where the lock of the series could not hold the second one back, the unique index did
        if (isDuplicate(error)) return this.register(values, by, inner)
        throw error
      }
    })
  }

  private async register(values: Values, { author, today, keepsRefused }: Parameters<RegisterWarranty['handle']>[1], trx: Trx): Promise<Registered> {
    const checked = await new CheckRegistration().handle(values, null, today, trx)
    if (checked.own) return { row: checked.own, isNew: false }
    if (checked.outcome === 'refuse' && !keepsRefused) {
      throw new RegistrationRefused(checked.findings.filter(({ outcome }) => outcome === 'refuse'))
    }

    const id = await this.insert(checked, author, trx)
    const type = recordType('warranty_registration')
    if (HOLDING.includes(statusOf(checked.outcome))) await new SettleRegistration().accept(id, author, trx)
    const row = await findRow(type, id, trx)
    const left = new Aftermath()
    left.add(type, null, row)
    await left.write(type, author, trx)
    if (row.status === 'to_review') {
      const asked = { id, number: String(row.number), serial: String(row.serial), madeById: author.id }
      await ReviewAsked.dispatch(asked, trx)
    }
    return { row, isNew: true }
  }

  private async insert({ values, outcome, holder }: CheckedOutcome, author: Author, trx: Trx): Promise<number> {
    const at = sqlInstant(now())
    const status = statusOf(outcome)
    const [id] = await trx.insertQuery().table('warranty_registrations').insert({
      channel: 'post',
      owner_id: author.id,
      ...values,
      number: numbered('W-', await takeNumbers('warranty_registrations', 1, trx)),
      status,
      open_key: status === 'refused' || holder ? null : values.serial_thread,
      version: 1,
      created_at: at,
      updated_at: at,
    })
    return Number(id)
  }
}
