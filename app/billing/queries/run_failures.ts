import db from '@adonisjs/lucid/services/db'
import { SUM_TOO_LARGE } from '#billing/errors/sum_too_large'

const SHOWN = 100
/** Where the records of sources are looked at; that of another source is named without a link. */
const PATHS: Partial<Record<RunFailure['source'], string>> = {
  contract_line: '/service-contracts/lines/',
  manual_charge: '/billing/manual-charges/',
  credit_request: '/billing/credit-requests/',
}

export interface RunFailure {
  /** What kind of record it is, as far as it has a page here. */
  source: 'contract_line' | 'manual_charge' | 'credit_request' | 'other'
  sourceId: number
  href: string | null
  /** Null where the code names a sentence in the language files. */
  message: string | null
  code: string
  currency: string | null
}

/** What a run could not compute, and the proposals that no invoice can hold, whose charges it left out. */
export async function runFailures(runId: number): Promise<RunFailure[]> {
  const computed = await db.from('billing_run_failures').where('billing_run_id', runId).orderBy('id').limit(SHOWN)
  const tooLarge = await db.from('charges').where({ billing_run_id: runId, state: 'excluded', excluded_reason: SUM_TOO_LARGE }).orderBy('id').limit(SHOWN)
  const failure = (row: Record<string, any>) => {
    const source: RunFailure['source'] = row.source_type in PATHS ? row.source_type : 'other'
    return { source, sourceId: Number(row.source_id), href: source === 'other' ? null : `${PATHS[source]}${row.source_id}` }
  }
  return [
    ...computed.map((row) => ({ ...failure(row), code: row.code, message: row.message, currency: null })),
    ...tooLarge.map((row) => ({ ...failure(row), code: SUM_TOO_LARGE, message: null, currency: row.currency })),
  ]
}
