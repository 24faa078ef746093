import type { CheckDigitScheme } from '#warranty/rules/check_digit'

/** Which serial numbers carry a check digit, and of which kind. */
export interface SerialScheme {
  /** Null for every product. */
  productId: number | null
  /** Null for every number. `#` stands for a digit, `?` for any character, `*` for any run of them. */
  pattern: string | null
  scheme: CheckDigitScheme
}

const WILDCARDS: Record<string, string> = { '#': '\\d', '?': '.', '*': '.*' }

/** Whether a serial number looks as a pattern says; capitals do not matter. */
export function matchesPattern(serial: string, pattern: string): boolean {
  const source = [...pattern.trim()].map((one) => WILDCARDS[one] ?? one.replace(/[.+^${}()|[\]\\]/, '\\$&')).join('')
  return new RegExp(`^${source}$`, 'i').test(serial.trim())
}

/** The scheme that decides about a serial number: that of its product first, then the one with the longest pattern. */
export function schemeFor(productId: number, serial: string, schemes: readonly SerialScheme[]): SerialScheme | null {
  const fitting = schemes.filter(
    (scheme) => (scheme.productId === null || scheme.productId === productId) && (!scheme.pattern || matchesPattern(serial, scheme.pattern))
  )
  const weight = ({ productId: product, pattern }: SerialScheme) => (product === null ? 0 : 1000) + (pattern?.length ?? 0)
  return fitting.toSorted((a, b) => weight(b) - weight(a))[0] ?? null
}
