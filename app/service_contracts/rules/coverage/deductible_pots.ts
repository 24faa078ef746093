import type { Candidate } from '#service_contracts/rules/coverage/candidates'
import { least, unitsOf } from '#service_contracts/rules/coverage/exact'

/** Deductibles of one case: each is borne once, first, by the lines in their order. */
export class DeductiblePots {
  private readonly left = new Map<string, bigint>()

  constructor(private readonly exponent: number) {}

  /** How much of an amount the customer bears first: the category's deductible, then the contract's. */
  take({ contract, match, category }: Candidate, amount: bigint): bigint {
    const ofCategory = this.draw([contract.id, match.rule.id, category.id], category.deductible, amount)
    return ofCategory + this.draw([contract.id], contract.deductible, amount - ofCategory)
  }

  private draw(path: string[], deductible: string | null, amount: bigint): bigint {
    if (deductible === null) return 0n
    const key = JSON.stringify(path)
    const left = this.left.get(key) ?? unitsOf(deductible, this.exponent)
    const drawn = least(left, amount)
    this.left.set(key, left - drawn)
    return drawn
  }
}
