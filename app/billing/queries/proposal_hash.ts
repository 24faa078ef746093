import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { chargesWithin } from '#billing/queries/proposed_charges'
import { chargesOfCustomers } from '#billing/queries/run_shards'
import { hashOfAll, lineHash } from '#billing/rules/line_hash'
import { proposalsOf } from '#billing/rules/proposals'
import { stretchesOfCustomers } from '#billing/rules/shards'

const CHARGES = 5000

/** The hash of everything a run proposes, as it was kept with each proposal: what its reviewer sees. */
export async function seenHash(runId: number): Promise<string> {
  const rows = await db.from('invoices').select('line_hash').where({ billing_run_id: runId, status: 'proposed' })
  if (rows.some((row) => row.line_hash === null)) return standingHash(runId)
  return hashOfAll(rows.map((row) => String(row.line_hash)))
}

/** The same, computed from the charges as they stand: what an approval would let go out. */
export async function standingHash(runId: number, client: QueryClientContract = db.connection()): Promise<string> {
  const hashes: string[] = []
  const customers = await chargesOfCustomers(runId, ['proposed'], client)
  for (const stretch of stretchesOfCustomers(customers, CHARGES)) {
    for (const proposal of proposalsOf(await chargesWithin(runId, stretch, client))) hashes.push(lineHash(proposal))
  }
  return hashOfAll(hashes)
}
