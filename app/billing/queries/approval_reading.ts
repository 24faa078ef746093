import db from '@adonisjs/lucid/services/db'
import SumTooLarge from '#billing/errors/sum_too_large'
import type BillingRun from '#billing/models/billing_run'
import { CERTIFIED, inSourceOrder } from '#billing/queries/certified_lines'
import { CHARGE_COLUMNS, chargeRow } from '#billing/queries/proposed_charges'
import { chargesOfCustomers } from '#billing/queries/run_shards'
import { CertificateDigest, type Certificate, type CertifiedLine } from '#billing/rules/certificate'
import { hashOfAll, lineHash } from '#billing/rules/line_hash'
import { proposalsOf } from '#billing/rules/proposals'
import { scopeKey } from '#billing/rules/run_scope'
import { stretchesOfCustomers } from '#billing/rules/shards'

const PAGE = 5000
const COLUMNS = [...new Set([...CHARGE_COLUMNS, ...CERTIFIED])]

/** How many lines a run proposes, by its invoices. */
export async function proposedLines(runId: number): Promise<number> {
  const { lines } = await db.from('invoices').where({ billing_run_id: runId, status: 'proposed' }).sum('line_count as lines').firstOrFail()
  return Number(lines ?? 0)
}

/**
 * Reads what an approval of a run would let go out, once: the hash that the approval is bound to and the certificate
 * are of the very same lines. Nobody changes them while the run is being approved.
 *
 * @throws {SumTooLarge} when a currency comes to more than an amount can hold
 */
export async function readForApproval(run: BillingRun, progress: (done: number, total: number) => Promise<void>): Promise<{ hash: string; certificate: Certificate }> {
  const hashes: string[] = []
  const digest = new CertificateDigest(scopeKey(run.scope))
  const customers = await chargesOfCustomers(run.id, ['proposed'])
  const total = customers.reduce((sum, { charges }) => sum + charges, 0)
  let read = 0
  for (const { firstId, lastId } of stretchesOfCustomers(customers, PAGE)) {
    const rows: CertifiedLine[] = await db.from('charges').select(COLUMNS).where({ billing_run_id: run.id, state: 'proposed' }).whereBetween('company_id', [firstId, lastId])
    for (const proposal of proposalsOf(rows.map(chargeRow))) hashes.push(lineHash(proposal))
    for (const line of rows.sort(inSourceOrder)) digest.add(line)
    await progress((read += rows.length), total)
  }
  if (digest.tooLarge) throw new SumTooLarge(digest.tooLarge, 'run')
  return { hash: hashOfAll(hashes), certificate: digest.finish(run.rulesVersion) }
}
