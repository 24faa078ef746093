import { numbered } from '#shared/database/numbers'

/** The series of numbers that codes of items come from. */
export const ITEM_CODES = 'installed_item'

/** The code of the n-th item, such as `IB-000042`. */
export function itemCode(n: number): string {
  return numbered('IB-', n)
}
