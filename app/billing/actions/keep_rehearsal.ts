import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import type BillingRun from '#billing/models/billing_run'
import { scopeKey } from '#billing/rules/run_scope'

const KEPT = 5
const COLUMNS = 'ledger_key, company_id, description, period_from, period_to, currency, net_cents'

export interface RehearsedLine {
  ledger_key: string
  company_id: number
  description: string
  period_from: string
  period_to: string
  currency: string
  net_cents: number
}

interface Begun {
  scope_key: string
  until: string
  made_by: string | null
}

/** Keeps what a run would propose, or did before it was computed again, so that a later run can be held against it. */
export default class KeepRehearsal {
  /** What a run proposes now, before a computation changes it. */
  async ofRun(run: BillingRun, trx: Trx): Promise<void> {
    const id = await this.insert({ scope_key: scopeKey(run.scope), until: run.until, made_by: run.madeBy }, { origin: 'run', billing_run_id: run.id }, trx)
    await trx.rawQuery(
      `insert into run_rehearsal_lines (run_rehearsal_id, ${COLUMNS}) select ?, ${COLUMNS} from charges where billing_run_id = ? and state in ('proposed', 'excluded', 'held') and ledger_key is not null`,
      [id, run.id]
    )
    await this.finish(id, trx)
  }

  begin(begun: Begun): Promise<number> {
    return within(undefined, (trx) => this.insert(begun, { origin: 'rehearsed', billing_run_id: null }, trx))
  }

  add(id: number, lines: RehearsedLine[]): Promise<void> {
    return within(undefined, (trx) => insertMany(trx, 'run_rehearsal_lines', lines.map((line) => ({ run_rehearsal_id: id, ...line }))))
  }

  /** Only now it can be compared with; the oldest of its scope give way. */
  async finish(id: number, client?: Trx): Promise<void> {
    await within(client, async (trx) => {
      const { n } = await trx.from('run_rehearsal_lines').where('run_rehearsal_id', id).count('* as n').firstOrFail()
      await trx.from('run_rehearsals').where('id', id).update({ line_count: Number(n), finished_at: sqlInstant(now()) })
      const { scope_key: key } = await trx.from('run_rehearsals').where('id', id).firstOrFail()
      const kept = await trx.from('run_rehearsals').where('scope_key', key).orderBy('id', 'desc').limit(KEPT).select('id')
      const old = await trx.from('run_rehearsals').where('scope_key', key).where('id', '<', kept.at(-1)!.id).select('id')
      const ids = old.map((one) => Number(one.id))
      await trx.from('run_rehearsal_lines').whereIn('run_rehearsal_id', ids).delete()
      await trx.from('run_rehearsals').whereIn('id', ids).delete()
    })
  }

  private async insert(begun: Begun, from: { origin: string; billing_run_id: number | null }, trx: Trx): Promise<number> {
    const [id] = await trx.insertQuery().table('run_rehearsals').insert({ ...begun, ...from, created_at: sqlInstant(now()) })
    return Number(id)
  }
}
