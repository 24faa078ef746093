import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { onlyReachable } from '#shared/records/queries/visibility'
import { reachableContract } from '#service_contracts/queries/reachable_contract'
import { SERVICE_CONTRACT } from '#service_contracts/records/service_contract'
import type { LetterContent } from '#service_contracts/rules/renewal/letter'

const PAGE = 100

export interface KeptLetter {
  row: Record<string, any>
  content: LetterContent
}

/** A kept letter of a contract that the person may see. */
export async function keptLetter(id: number, actor: Actor): Promise<KeptLetter> {
  const row = await db.from('contract_letters').where('id', id || 0).firstOrFail()
  const contract = await reachableContract(Number(row.service_contract_id), actor, 'view')
  return { row: { ...row, contract: contract.number }, content: JSON.parse(row.content) }
}

/** Letters, newest first; those to send when nothing else is asked. */
export function letterList(asked: { state?: string; run?: number; before?: number }, actor: Actor) {
  const query = db
    .from('contract_letters')
    .join('service_contracts', 'service_contracts.id', 'contract_letters.service_contract_id')
    .select('contract_letters.id', 'contract_letters.number', 'contract_letters.kind', 'contract_letters.locale', 'contract_letters.to_name', 'contract_letters.to_email', 'contract_letters.state', 'contract_letters.created_at', 'contract_letters.sent_at', 'contract_letters.sent_by', 'service_contracts.number as contract', 'service_contracts.id as contract_id')
    .orderBy('contract_letters.id', 'desc')
    .limit(PAGE)
  if (asked.state) query.where('contract_letters.state', asked.state)
  if (asked.run) query.where('contract_letters.revaluation_run_id', asked.run)
  if (asked.before) query.where('contract_letters.id', '<', asked.before)
  onlyReachable(query, SERVICE_CONTRACT, actor, 'view')
  return query
}

/** The letters of one contract, newest first. */
export function lettersOf(contractId: number) {
  return db.from('contract_letters').where('service_contract_id', contractId).orderBy('id', 'desc').limit(50).select('id', 'number', 'kind', 'locale', 'to_email', 'state', 'created_at', 'sent_at', 'sent_by')
}

/** How far the letters of a revaluation have come. */
export async function runLetters(runId: number) {
  const contracts = await db.from('revaluation_proposals').where({ revaluation_run_id: runId, outcome: 'applied' }).countDistinct('service_contract_id as n').first()
  const rows = await db.from('contract_letters').where('revaluation_run_id', runId).groupBy('state').select('state').count('* as n')
  const without = await db.from('contract_letters').where({ revaluation_run_id: runId, state: 'draft' }).whereNull('to_email').count('* as n').first()
  const count = (state: string) => Number(rows.find((row) => row.state === state)?.n ?? 0)
  const [drafts, mailed, printed, withoutAddress] = [count('draft'), count('mailed'), count('printed'), Number(without?.n ?? 0)]
  return { contracts: Number(contracts?.n ?? 0), written: rows.reduce((sum, { n }) => sum + Number(n), 0), drafts, mailed, printed, without: withoutAddress, sendable: drafts - withoutAddress }
}
