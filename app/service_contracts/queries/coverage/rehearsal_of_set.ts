import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { contractsWithSet } from '#service_contracts/queries/coverage/contracts_with_set'
import { currentTerms } from '#service_contracts/queries/coverage/set_rows'
import { unitsOf } from '#service_contracts/rules/coverage/exact'
import { storedCase } from '#service_contracts/rules/coverage/stored_case'
import { rehearse } from '#service_contracts/rules/coverage/rehearsal'
import { currencyExponent } from '#shared/money/currency'

const DECISIONS = 500
const SHOWN = 50
const PAGE = 50

export interface RehearsalOfSet {
  played: number
  changed: { id: number; number: string; currency: string; coveredCents: number; wouldCoverCents: number }[]
  changedCount: number
  /** By currency: what contracts would pay more (or less, negative) over all played decisions. */
  differences: { currency: string; cents: number }[]
}

/** Plays the last 500 decisions again, as the work was really done where that is known, as if the set's rows, as they stand now, were the terms of its contracts. */
export async function rehearsalOfSet(setId: number, client: QueryClientContract): Promise<RehearsalOfSet> {
  const terms = await currentTerms(setId, client)
  const contracts = new Set((await contractsWithSet(setId, client)).map(String))
  const result: RehearsalOfSet = { played: 0, changed: [], changedCount: 0, differences: [] }
  const sums = new Map<string, number>()

  for (let before = Number.MAX_SAFE_INTEGER; result.played < DECISIONS; ) {
    const rows = await client.from('coverage_decisions').where('id', '<', before).orderBy('id', 'desc').limit(PAGE)
    for (const row of rows) {
      const { before: was, after, isChanged } = rehearse(storedCase(row.done_inputs ?? row.inputs), JSON.parse(row.done_decision ?? row.decision), terms, contracts)
      result.played += 1
      if (!isChanged) continue
      const cents = (text: string) => Number(unitsOf(text, currencyExponent(row.currency)))
      const change = { id: Number(row.id), number: row.number, currency: row.currency, coveredCents: cents(was.covered), wouldCoverCents: cents(after.covered) }
      result.changedCount += 1
      if (result.changed.length < SHOWN) result.changed.push(change)
      sums.set(row.currency, (sums.get(row.currency) ?? 0) + change.wouldCoverCents - change.coveredCents)
    }
    if (rows.length < PAGE) break
    before = Number(rows.at(-1)!.id)
  }
  result.differences = [...sums].map(([currency, cents]) => ({ currency, cents })).sort((one, other) => (one.currency < other.currency ? -1 : 1))
  return result
}
