import { createHash } from 'node:crypto'
import { parseMoney, moneyText, type MinorUnits } from '#shared/money/money'
import type { CoverageDecision } from '#service_contracts/rules/coverage/coverage_decision'

/** Who pays how much of a line of work; points as decimal text where they are what pays. */
export interface Payer {
  contract: string
  cents: MinorUnits
  points: string | null
}

/** What becomes of the list amount of a line: covered + by points + billable is all of it, in minor units. */
export interface WorkShare {
  lineId: number
  amountCents: MinorUnits
  coveredCents: MinorUnits
  pointsCents: MinorUnits
  billableCents: MinorUnits
  payers: Payer[]
}

/**
 * What a coverage decision makes of each line of work, in their order: what contracts cover, what points pay, and what is
 * left to invoice.
 *
 * @param lineIds of the lines the decision was asked about, in the order in which it was asked
 * @throws {RangeError} when the decision is about other lines, or its parts do not make up the whole
 */
export function workShares({ lines, currency }: Pick<CoverageDecision, 'lines' | 'currency'>, lineIds: readonly number[]): WorkShare[] {
  if (lines.length !== lineIds.length) throw new RangeError(`${lines.length} lines were decided, not ${lineIds.length}`)
  return lines.map((line, at) => {
    const payers = line.allocations.map(({ contract, amount, points }) => ({ contract, cents: parseMoney(amount, currency), points: points?.debit ?? null }))
    const share = {
      lineId: lineIds[at],
      amountCents: parseMoney(line.amount, currency),
      coveredCents: sum(payers.filter(({ points }) => points === null)),
      pointsCents: sum(payers.filter(({ points }) => points !== null)),
      billableCents: parseMoney(line.billable, currency),
      payers,
    }
    if (share.coveredCents + share.pointsCents + share.billableCents !== share.amountCents) throw new RangeError(`Line ${line.line} is not the sum of its parts`)
    return share
  })
}

/** The shares of all lines together. */
export function totalShare(shares: readonly WorkShare[]): Omit<WorkShare, 'lineId' | 'payers'> {
  const total = { amountCents: 0, coveredCents: 0, pointsCents: 0, billableCents: 0 }
  for (const share of shares) for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += share[name]
  return total
}

/**
 * What of a line is invoiced: so many at their price where nobody else pays, else the remainder as one amount. Decimal
 * text; null where nothing is left.
 */
export function billedPart(share: WorkShare, line: { quantity: string; unitPrice: string }, currency: string): { quantity: string; unitPrice: string } | null {
  if (share.billableCents === 0) return null
  if (share.billableCents === share.amountCents) return line
  return { quantity: '1', unitPrice: moneyText(share.billableCents, currency) }
}

/** Stands for what a person saw of the shares, so that nothing else is approved. */
export function sharesHash(shares: readonly WorkShare[]): string {
  const seen = shares.map(({ lineId, amountCents, coveredCents, pointsCents, billableCents }) => [lineId, amountCents, coveredCents, pointsCents, billableCents].join(':'))
  return createHash('sha256').update(seen.join(' ')).digest('hex').slice(0, 32)
}

function sum(payers: readonly Payer[]): MinorUnits {
  return payers.reduce((total, { cents }) => total + cents, 0)
}
