import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { chargesByCompany } from '#billing/queries/proposed_charges'
import { hashOfAll, lineHash } from '#billing/rules/line_hash'
import { proposalsOf } from '#billing/rules/proposals'

/** The hash of everything a run proposes, as it was kept with each proposal: what its reviewer sees. */
export async function seenHash(runId: number): Promise<string> {
  const rows = await db.from('invoices').select('line_hash').where({ billing_run_id: runId, status: 'proposed' })
  if (rows.some((row) => row.line_hash === null)) return standingHash(runId)
  return hashOfAll(rows.map((row) => String(row.line_hash)))
}

/** The same, computed from the charges as they stand: what an approval would let go out. */
export async function standingHash(runId: number, client: QueryClientContract = db.connection()): Promise<string> {
  const hashes: string[] = []
  for await (const charges of chargesByCompany(runId, undefined, client)) hashes.push(...proposalsOf(charges).map(lineHash))
  return hashOfAll(hashes)
}
