import { DateTime } from 'luxon'
import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import { differences, logChanges } from '#shared/records/change_log'
import { findRow } from '#shared/records/rows'
import { recordType } from '#shared/records/registry'
import { within, type Trx } from '#shared/database/transaction'
import CompanyDeparted from '#crm/events/company_departed'
import DecidedAlready from '#crm/errors/decided_already'
import CustomerBinding from '#crm/models/customer_binding'
import FieldConflict from '#crm/models/field_conflict'
import { matchKeys } from '#crm/rules/company_facts'

export type Side = 'ours' | 'theirs'

/**
 * Settles the open conflicts of a company as a person chose, field by field. What the ERP says
 * counts as seen; where ours was chosen it goes out.
 */
export default class SettleConflicts {
  /** @throws {DecidedAlready} when none of the chosen fields is open any more */
  async handle(companyId: number, choices: Record<number, Side>, actor: Actor, trx?: Trx): Promise<number> {
    return within(trx, async (inner) => {
      const open = await FieldConflict.query({ client: inner })
        .withScopes((scopes) => scopes.open())
        .where('companyId', companyId)
        .whereIn('id', Object.keys(choices).map(Number))
        .forUpdate()
      if (open.length === 0) throw new DecidedAlready()

      const settled = { state: 'settled' as const, decidedById: actor.id, decidedByName: actor.name, decidedAt: now(), openKey: null }
      for (const conflict of open) await conflict.useTransaction(inner).merge({ ...settled, outcome: choices[conflict.id] }).save()

      await this.agreeOn(open, inner)
      await this.take(companyId, open.filter(({ outcome }) => outcome === 'theirs'), actor, inner)
      if (open.some(({ outcome }) => outcome === 'ours')) await CompanyDeparted.dispatch([companyId], inner)
      return open.length
    })
  }

  /** The ERP's value is the common one from here on: chosen, it holds here; not chosen, ours is the only change. */
  private async agreeOn(conflicts: FieldConflict[], trx: Trx): Promise<void> {
    const { customerId } = conflicts[0]
    const binding = await CustomerBinding.firstOrNew({ customerId }, { base: {}, edited: {}, written: {} }, { client: trx })
    const at = DateTime.utc().toISO()
    binding.base = { ...binding.base, ...Object.fromEntries(conflicts.map(({ field, theirs }) => [field, theirs])) }
    binding.edited = { ...binding.edited, ...Object.fromEntries(conflicts.map(({ field }) => [field, at])) }
    await binding.useTransaction(trx).save()
  }

  private async take(companyId: number, conflicts: FieldConflict[], actor: Actor, trx: Trx): Promise<void> {
    if (conflicts.length === 0) return
    const before = await findRow(recordType('company'), companyId, trx)
    const taken: Record<string, unknown> = Object.fromEntries(conflicts.map(({ field, theirs }) => [field, theirs]))
    const keys = matchKeys({ ...before, ...taken })
    await trx.from('companies').where('id', companyId).update({ ...taken, ...keys, version: Number(before.version) + 1, updated_at: sqlInstant(now()) })
    const author = { source: 'screen' as const, id: actor.id, name: actor.name }
    await logChanges([{ recordType: 'company', recordId: companyId, kind: 'changed', changes: differences(before, taken) }], author, trx)
  }
}
