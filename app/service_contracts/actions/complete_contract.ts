import type { Actor } from '#shared/actor'
import { todayIn } from '#shared/clock'
import { isCurrency } from '#shared/money/currency'
import { numbered, takeNumbers } from '#shared/database/numbers'
import type { Trx } from '#shared/database/transaction'
import type { ChangeSource } from '#shared/records/change_log'
import type { Row, Values } from '#shared/records/record_type'
import ContractImpossible from '#service_contracts/errors/contract_impossible'
import { refuseForeignCodes } from '#service_contracts/queries/erp_codes'
import { refuseUnfinishedPolicy } from '#service_contracts/actions/complete_revaluation_policy'
import IndexationImpossible from '#service_contracts/errors/indexation_impossible'
import { MONTH } from '#service_contracts/rules/indexation/index_factor'
import { deadlineOf, firstEnd, refuseBadRenewal } from '#service_contracts/rules/renewal/renewal_fields'
import { takeModel } from '#service_contracts/actions/take_model'
import { contractColumns } from '#service_contracts/queries/signing/agreement'
import { alteredColumn } from '#service_contracts/rules/signing/agreed_terms'
import { refuseBadTakeOver } from '#service_contracts/rules/take_over'
import { refuseBadPolicy } from '#service_contracts/rules/policy_refusals'

/** Columns that decide what was billed: once it was, only a dated change may alter them. */
const FIXED = ['company_id', 'currency', 'starts_on', 'period_unit', 'period_count', 'mode', 'anchor', 'anchor_day', 'proration', 'free_days', 'free_periods', 'first_partial', 'billed_until']

/** What a saved contract must be, and the number a new one gets. */
export async function completeContract(values: Values, before: Row | null, trx: Trx, actor: Actor, source: ChangeSource): Promise<void> {
  if (before?.status === 'closed') throw new ContractImpossible(undefined, 'closed')
  const whole = { ...before, ...values }
  if (!isCurrency(String(whole.currency))) throw new ContractImpossible('currency', 'currency')
  if (whole.ends_on && String(whole.ends_on) <= String(whole.starts_on)) throw new ContractImpossible('ends_on', 'ends_before_start')
  if (before && values.bill_to_id === null) throw new ContractImpossible('bill_to_id', 'bill_to')
  refuseBadPolicy(whole)
  if (values.free_periods === null) values.free_periods = 0
  refuseBadRenewal(whole)
  refuseBadTakeOver(whole, before, todayIn(actor.timeZone))
  if (!before) values.ends_on = whole.ends_on = firstEnd(whole) ?? whole.ends_on ?? null
  values.deadline_on = deadlineOf(whole)
  if (whole.base_month && !MONTH.test(String(whole.base_month))) throw new IndexationImpossible('base_month', 'month')
  await refuseForeignCodes(whole, values, trx)
  await refuseUnfinishedPolicy(values, before, trx)
  await takeModel(values, before, trx)
  const needsSteps = values.approval_flow_id || values.needs_signature
  if (!before && values.was_running && needsSteps && source !== 'import') throw new ContractImpossible('was_running', 'needs_steps')
  const signedOther = before?.signed_on ? alteredColumn(contractColumns(), values, before) : undefined
  if (signedOther) throw new ContractImpossible(signedOther, 'signed')

  if (!before) {
    values.number = numbered('C-', await takeNumbers('service_contracts', 1, trx))
    values.status = values.was_running ? 'active' : 'draft'
    values.source = source === 'import' ? 'import' : 'manual'
    values.bill_to_id ??= values.company_id
    return
  }
  await trx.from('service_contracts').where('id', before.id).update({ standing_until: null })
  const altered = FIXED.find((name) => name in values && String(values[name] ?? '') !== String(before[name] ?? ''))
  if (altered && (await isBilled(before.id, trx))) throw new ContractImpossible(altered, 'billed')
}

async function isBilled(contractId: number, trx: Trx): Promise<boolean> {
  const billed = await trx
    .from('contract_lines')
    .join('charges', 'charges.source_id', 'contract_lines.id')
    .where({ 'charges.source_type': 'contract_line', 'charges.state': 'billed', 'contract_lines.service_contract_id': contractId })
    .select('charges.id')
    .first()
  return Boolean(billed)
}
