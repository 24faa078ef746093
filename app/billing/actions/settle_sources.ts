import type { Actor } from '#shared/actor'
import { chunks } from '#shared/database/bulk'
import type { Trx } from '#shared/database/transaction'
import OwnApproval from '#billing/errors/own_approval'
import SourceChanged from '#billing/errors/source_changed'
import type BillingRun from '#billing/models/billing_run'

const AT_ONCE = 400

interface Sourced {
  id: number
  source_id: number
  ledger_key: string
  description: string
}

/**
 * Marks manual charges and credit requests of a run as billed while it is approved, each under its lock.
 *
 * @throws {SourceChanged} when one was changed or withdrawn since the run was computed
 * @throws {OwnApproval} when somebody would approve a credit that they asked for themselves
 */
export async function settleSources(run: BillingRun, approver: Pick<Actor, 'id'>, mayApproveOwn: boolean, trx: Trx): Promise<void> {
  for (const [type, table] of [['manual_charge', 'manual_charges'], ['credit_request', 'credit_requests']] as const) {
    const charges: Sourced[] = await trx
      .from('charges')
      .select('id', 'source_id', 'ledger_key', 'description')
      .where({ billing_run_id: run.id, source_type: type, state: 'proposed' })
      .orderBy('id')
    for (const part of chunks(charges, AT_ONCE)) {
      const ids = part.map((charge) => Number(charge.source_id))
      const rows = await trx.from(table).whereIn('id', ids).forUpdate()
      refuseChanged(part, rows)
      if (!mayApproveOwn && rows.some(({ requested_by_id: by }) => by && Number(by) === approver.id)) throw new OwnApproval()
      await trx.from(table).whereIn('id', ids).update({ state: 'billed' })
    }
  }
}

/** What charges stood for is open again after their invoice was withdrawn. */
export async function reopenSources(chargeIds: number[], trx: Trx): Promise<void> {
  for (const part of chunks(chargeIds, AT_ONCE)) {
    const sources = (type: string) => trx.from('charges').select('source_id').where('source_type', type).whereIn('id', part)
    await trx.from('manual_charges').whereIn('id', sources('manual_charge')).where('state', 'billed').update({ state: 'open' })
    await trx.from('credit_requests').whereIn('id', sources('credit_request')).where('state', 'billed').update({ state: 'open' })
  }
}

function refuseChanged(charges: Sourced[], rows: Record<string, any>[]): void {
  const byId = new Map(rows.map((row) => [Number(row.id), row]))
  const changed = charges.filter(({ source_id: id, ledger_key: key }) => {
    const row = byId.get(Number(id))
    return !row || row.state !== 'open' || !key.endsWith(`:${row.version}`)
  })
  if (changed.length > 0) throw new SourceChanged(changed.map(({ description }) => description))
}
