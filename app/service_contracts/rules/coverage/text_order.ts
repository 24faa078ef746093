const DIGITS = /^\d+$/

/**
 * Total order of ids: whole numbers first and by value, other texts by their characters, so that
 * contract 9 comes before contract 10 and the order never depends on a language.
 */
export function byId(one: string, other: string): number {
  if (one === other) return 0
  const isNumber = DIGITS.test(one)
  if (isNumber !== DIGITS.test(other)) return isNumber ? -1 : 1
  if (isNumber) {
    const [left, right] = [withoutZeros(one), withoutZeros(other)]
    if (left !== right) return left.length - right.length || (left < right ? -1 : 1)
  }
  return one < other ? -1 : one > other ? 1 : 0
}

function withoutZeros(digits: string): string {
  return digits.startsWith('0') ? digits.replace(/^0+/, '') : digits
}
