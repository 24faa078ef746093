import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Trx } from '#shared/database/transaction'

/** What a claim asks about: a fault of an item on a day, and what mending it cost. */
export interface ClaimQuestion {
  companyId: number
  itemId: number
  on: CalendarDate
  currency: string
  lines: { category: 'part' | 'labour' | 'travel' | 'expense'; productId: number | null; quantity: string; unit: string | null; amount: string }[]
}

/** What the warranty pays of it; amounts are decimal text, line by line in the order of the question. */
export interface ClaimAmounts {
  covered: string
  lines: string[]
}

export interface ClaimAnswer extends ClaimAmounts {
  /** The component that explains it, and what it shows. */
  component: string
  state: Record<string, unknown>
}

/** Whoever knows what a warranty covers. */
export interface ClaimCoverage {
  /** Answers without writing anything. */
  ask(question: ClaimQuestion): Promise<ClaimAnswer>
  /** Decides for good under this key: once, however often it is asked. */
  keep(question: ClaimQuestion, key: string, actor: Actor, trx: Trx): Promise<ClaimAmounts & { number: string; href: string }>
}

let offered: ClaimCoverage | null = null

/** The domain that keeps contracts offers its answers to claims here. */
export function offerClaimCoverage(coverage: ClaimCoverage): void {
  offered = coverage
}

/** Who answers what a warranty covers. */
export function claimCoverage(): ClaimCoverage {
  if (!offered) throw new Error('Nobody offers to say what a warranty covers; see start/charges.ts')
  return offered
}
