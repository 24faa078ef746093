import type { CalendarDate } from '#shared/calendar/calendar_date'
import { within, type Trx } from '#shared/database/transaction'
import type { Row, Values } from '#shared/records/record_type'
import { serialThread } from '#installed_base/rules/keys'
import RegistrationImpossible from '#warranty/errors/registration_impossible'
import { customerCompany } from '#warranty/queries/customer_company'
import { knownItems } from '#warranty/queries/known_items'
import { registeredBefore } from '#warranty/queries/registered_before'
import { serialSchemes } from '#warranty/queries/serial_schemes'
import { warrantySettings } from '#warranty/queries/warranty_settings'
import { gravest, type Outcome } from '#warranty/rules/check_policy'
import { customerKey } from '#warranty/rules/end_customer'
import { findingsOf, type CheckFinding } from '#warranty/rules/registration_checks'

export interface CheckedOutcome {
  /** The registration with which the same customer has the item already, or waits for it. */
  own: Row | null
  /** The registration of another customer that stands for the serial number. */
  holder: Row | null
  findings: (CheckFinding & { outcome: Outcome })[]
  outcome: Outcome
  /** What the checks found out about the registration itself. */
  values: Values
}

/**
 * Runs every check over a registration. Registrations are looked at one after the other, so that of two
 * at once for one serial number the second knows of the first.
 *
 * @throws {RegistrationImpossible} when it says too little, or a purchase that has not happened yet
 */
export default class CheckRegistration {
  async handle(values: Values, exceptId: number | null, today: CalendarDate, trx?: Trx): Promise<CheckedOutcome> {
    return within(trx, async (inner) => {
      await inner.from('number_sequences').where('name', 'warranty_registrations').forUpdate().first()
      const asked = await this.completed(values, today, inner)
      const customer = { companyId: asked.company_id as number | null, key: asked.customer_key as string | null }
      const thread = String(asked.serial_thread)
      const { own, open } = await registeredBefore(thread, customer, exceptId, inner)
      const settings = await warrantySettings(inner)
      const productId = Number(asked.product_id)
      const dealer = { id: asked.dealer_id ? Number(asked.dealer_id) : null, name: asked.dealer_name as string | null }
      const found = findingsOf({
        productId,
        serial: String(asked.serial),
        purchasedOn: asked.purchased_on as CalendarDate,
        receivedOn: asked.received_on as CalendarDate,
        dealer,
        companyId: customer.companyId,
        items: await knownItems(String(asked.serial), inner),
        holder: open && open !== own ? { number: String(open.number) } : null,
        schemes: await serialSchemes(productId, inner),
        deadlineDays: settings.deadlineDays,
      })
      const findings = found.map((finding) => ({ ...finding, outcome: settings.outcomes[finding.check] }))
      const holder = open === own ? null : open
      return { own, holder, findings, outcome: gravest(findings.map(({ outcome }) => outcome)), values: { ...asked, ...written(findings, holder) } }
    })
  }

  private async completed(values: Values, today: CalendarDate, trx: Trx): Promise<Values> {
    const text = (name: string) => (values[name] as string | null)?.trim() || null
    const serial = text('serial')
    if (!serial) throw new RegistrationImpossible('serial', 'serial')
    const receivedOn = (values.received_on ?? today) as CalendarDate
    if (String(values.purchased_on) > receivedOn || String(values.purchased_on) > today) throw new RegistrationImpossible('future', 'purchased_on')

    const named = { taxId: text('tax_id'), email: text('customer_email') }
    const companyId = await customerCompany({ ...named, companyId: values.company_id ? Number(values.company_id) : null }, trx)
    const company = companyId === null ? null : await trx.from('companies').where('id', companyId).first()
    const name = text('customer_name') ?? company?.name ?? null
    if (!name) throw new RegistrationImpossible('customer', 'customer_name')

    return {
      ...values,
      serial,
      serial_thread: serialThread(Number(values.product_id), serial),
      received_on: receivedOn,
      company_id: companyId,
      customer_name: name,
      customer_key: customerKey({ ...named, name, postalCode: text('postal_code') }),
      dealer_name: text('dealer_name') ?? (values.dealer_id ? (await trx.from('companies').where('id', Number(values.dealer_id)).first())?.name : null) ?? null,
    }
  }
}

function written(findings: CheckedOutcome['findings'], holder: Row | null): Values {
  const grave = findings.toSorted((a, b) => (gravest([a.outcome, b.outcome]) === a.outcome ? -1 : 1))
  return { findings: JSON.stringify(findings), main_finding: grave[0]?.check ?? null, predecessor_id: holder?.id ?? null }
}
