import type { Actor } from '#shared/actor'
import { DateTime } from 'luxon'
import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { numbered, takeNumbers } from '#shared/database/numbers'
import { within, type Trx } from '#shared/database/transaction'
import { isDuplicate } from '#shared/database/violations'
import { parseMoney } from '#shared/money/money'
import HoldPoints from '#service_contracts/actions/hold_points'
import { caseFromRecords, type CoverageQuestion } from '#service_contracts/queries/coverage/case_from_records'
import { coverageSettings } from '#service_contracts/queries/coverage/coverage_settings'
import { contractsToLock } from '#service_contracts/queries/coverage/contracts_to_lock'
import { decide } from '#service_contracts/rules/coverage/decide'
import { limitUses } from '#service_contracts/rules/coverage/limit_draws'

/**
 * Decides while every contract that could pay is locked, keeps the decision with its inputs, and reserves what
 * it takes of their limits and points. Two people who ask at once wait for one another, so nothing is spent twice.
 * The same source key reserves once; asking again answers the first decision.
 */
export default class ReserveCoverage {
  async handle(asked: CoverageQuestion, actor: Actor, sourceKey: string | null = null, trx?: Trx): Promise<number> {
    try {
      return await within(trx, (inner) => this.reserve(asked, actor, sourceKey, inner))
    } catch (error) {
      if (sourceKey === null || trx || !isDuplicate(error)) throw error
      return this.handle(asked, actor, sourceKey)
    }
  }

  private async reserve(asked: CoverageQuestion, actor: Actor, sourceKey: string | null, trx: Trx): Promise<number> {
    await contractsToLock(asked, trx)
    const known = sourceKey ? await trx.from('coverage_decisions').where('source_key', sourceKey).first() : null
    if (known) return Number(known.id)

    const request = await caseFromRecords(asked, trx)
    const decision = decide(request)
    const { reservationDays } = await coverageSettings(trx)
    const at = now()
    const number = numbered('CD-', await takeNumbers('coverage_decisions', 1, trx))
    const [id] = await trx.insertQuery().table('coverage_decisions').insert({
      number,
      source_key: sourceKey,
      company_id: asked.companyId,
      installed_item_id: asked.itemId,
      skill_id: asked.skillId,
      ordering_party_id: asked.orderingPartyId ?? null,
      status: 'reserved',
      requested_at: sqlInstant(DateTime.fromISO(asked.requestedAt)),
      currency: decision.currency,
      amount_cents: parseMoney(decision.amount, decision.currency),
      covered_cents: parseMoney(decision.covered, decision.currency),
      billable_cents: parseMoney(decision.billable, decision.currency),
      engine: decision.engine,
      inputs: JSON.stringify(request),
      decision: JSON.stringify(decision),
      expires_at: sqlInstant(at.plus({ days: reservationDays })),
      owner_id: actor.id,
      made_by: actor.name,
      version: 1,
      created_at: sqlInstant(at),
      updated_at: sqlInstant(at),
    })
    await insertMany(trx, 'coverage_uses', limitUses(decision).map((use) => ({ ...use, coverage_decision_id: id, status: 'reserved' })))
    await new HoldPoints().handle({ number, inputs: request, decision }, actor, trx)
    return Number(id)
  }
}
