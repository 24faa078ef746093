import type { Actor } from '#shared/actor'
import { todayIn } from '#shared/clock'
import { numbered, takeNumbers } from '#shared/database/numbers'
import type { Trx } from '#shared/database/transaction'
import { isCurrency } from '#shared/money/currency'
import type { Row, Values } from '#shared/records/record_type'
import ClaimImpossible from '#warranty/errors/claim_impossible'
import { HOLDING } from '#warranty/rules/registration_status'

/** What stays as it is once a claim was submitted. */
const SUBMITTED = ['installed_item_id', 'failed_on', 'reported_on', 'currency', 'claimant_id', 'fault']

/** What a saved claim must be, the number a new one gets, and whose item and registration it is about. */
export async function completeClaim(values: Values, before: Row | null, trx: Trx, actor: Actor): Promise<void> {
  const whole: Values = { ...before, ...values }
  if (!isCurrency(String(whole.currency))) throw new ClaimImpossible('currency', 'currency')
  if (String(whole.failed_on) > todayIn(actor.timeZone)) throw new ClaimImpossible('future', 'failed_on')
  const altered = before && SUBMITTED.find((name) => name in values && String(values[name] ?? '') !== String(before[name] ?? ''))
  if (altered && before.status !== 'draft') throw new ClaimImpossible('not_draft', altered)
  if (before && Number(before.installed_item_id) === Number(whole.installed_item_id)) return

  const item = await trx.from('installed_items').where('id', Number(whole.installed_item_id)).firstOrFail()
  const registration = await trx.from('warranty_registrations').where('installed_item_id', item.id).whereIn('status', [...HOLDING]).orderBy('id', 'desc').first()
  values.company_id = item.company_id
  values.warranty_registration_id = registration?.id ?? null
  values.claimant_id ??= registration?.dealer_id ?? null
  if (before) return
  values.number = numbered('WC-', await takeNumbers('warranty_claims', 1, trx))
  values.status = 'draft'
  values.reported_on ??= todayIn(actor.timeZone)
}
