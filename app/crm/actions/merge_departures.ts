import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import CompanyDeparted from '#crm/events/company_departed'
import CustomerBinding from '#crm/models/customer_binding'
import { fieldPolicies } from '#crm/queries/field_policies'
import KeepConflicts from '#crm/actions/keep_conflicts'
import { companyValues, type Policies } from '#crm/rules/field_groups'
import { mergedRecord, type MergedRecord } from '#crm/rules/field_merge'

type Row = Record<string, unknown>

/** A company, what the ERP now says of it, and since when. */
export interface Meeting {
  company: Row & { id: number }
  customerId: number
  connectionId: number
  /** What would hold if the ERP owned everything. */
  facts: Row
  changedThere: string | null
}

/**
 * Decides field by field what holds where both sides may write. Puts the outcome into the facts,
 * remembers what still differs, shows conflicts and announces what has to go out.
 */
export default class MergeDepartures {
  async handle(meetings: Meeting[], trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const policies = await fieldPolicies(meetings.map(({ connectionId }) => connectionId), inner)
      const shared = meetings.filter(({ connectionId }) => policies.has(connectionId))
      if (shared.length === 0) return

      const bindings = await this.bindings(shared, inner)
      const toSend: number[] = []
      const merges: { meeting: Meeting; policies: Policies; merged: MergedRecord }[] = []
      for (const meeting of shared) {
        const own = policies.get(meeting.connectionId)!
        const binding = bindings.get(meeting.customerId) ?? null
        const merged = mergedRecord(own, companyValues(meeting.company), companyValues(meeting.facts), binding, meeting.changedThere)
        merges.push({ meeting, policies: own, merged })
        if (merged.toSend.length > 0) toSend.push(meeting.company.id)
        await this.remember(meeting.customerId, merged, binding, inner)
      }
      await new KeepConflicts().handle(merges, inner)
      for (const { meeting, merged } of merges) Object.assign(meeting.facts, merged.values)
      if (toSend.length > 0) await CompanyDeparted.dispatch(toSend, inner)
    })
  }

  private async bindings(meetings: Meeting[], trx: Trx): Promise<Map<number, CustomerBinding>> {
    const found = await CustomerBinding.query({ client: trx }).whereIn('customerId', meetings.map(({ customerId }) => customerId))
    return new Map(found.map((binding) => [Number(binding.customerId), binding]))
  }

  /** A binding that has nothing left to remember goes. */
  private async remember(customerId: number, { base, written }: MergedRecord, binding: CustomerBinding | null, trx: Trx): Promise<void> {
    if (Object.keys(base).length === 0) {
      if (binding) await binding.useTransaction(trx).delete()
      return
    }
    if (binding) {
      const edited = Object.fromEntries(Object.entries(binding.edited).filter(([field]) => field in base))
      await binding.useTransaction(trx).merge({ base, written, edited }).save()
      return
    }
    const row = { customer_id: customerId, base: JSON.stringify(base), edited: '{}', written: '{}', updated_at: sqlInstant(now()) }
    await insertMany(trx, 'customer_bindings', [row])
  }
}
