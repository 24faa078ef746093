import { round, ratio } from '#shared/money/ratio'
import type { CaseLine } from '#service_contracts/rules/coverage/coverage_case'
import type { Candidate } from '#service_contracts/rules/coverage/candidates'
import type { Allocation } from '#service_contracts/rules/coverage/coverage_decision'
import { millionthsOf, millionthsText } from '#service_contracts/rules/coverage/exact'

export interface PointsTaken {
  /** Minor units the points pay for. */
  taken: bigint
  /** Null when the debit was refused. */
  movement: Allocation['points']
  detail: Record<string, string>
}

/** Balances of points contracts while one case is decided, in millionths of a point. */
export class PointsPots {
  private readonly left = new Map<string, bigint>()
  private readonly opened = new Set<string>()

  /**
   * Takes a line's whole debit from a points contract; null for any other contract. The contractual part is
   * taken with the first line. A debit the balance does not reach is refused, overdrawn, or paid in part.
   */
  take({ contract }: Candidate, line: CaseLine, amount: bigint): PointsTaken | null {
    if (contract.class !== 'points') return null
    const quote = contract.points
    if (quote === null) return { taken: 0n, movement: null, detail: { debit: '0', balance: '0' } }

    const balance = this.left.get(contract.id) ?? millionthsOf(quote.balance)
    const own = quote.lines.find((entry) => entry.line === line.id)?.points ?? '0'
    const debit = millionthsOf(own) + (this.opened.has(contract.id) ? 0n : millionthsOf(quote.contractual))
    const available = balance + (quote.whenShort === 'overdraw' ? millionthsOf(quote.overdraft) : 0n)
    const detail = { debit: millionthsText(debit), balance: millionthsText(balance) }

    const isShort = debit > available
    const spent = !isShort ? debit : quote.whenShort === 'invoice_remainder' && available > 0n ? available : 0n
    if (isShort && spent === 0n) return { taken: 0n, movement: null, detail }

    this.opened.add(contract.id)
    this.left.set(contract.id, balance - spent)
    const taken = isShort ? round(ratio(amount * spent, debit)) : amount
    return { taken, movement: { debit: millionthsText(spent), before: millionthsText(balance), after: millionthsText(balance - spent) }, detail }
  }
}
