/** Lines an order may have. */
export const MOST_LINES = 200

/** Lines its form offers at least. */
const USUAL_LINES = 8

/** The numbers of that many lines, from 1. */
export function linesUpTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1)
}

/** The lines of the form of an order that has `count` of them already. */
export function formLines(count = 0): number[] {
  return linesUpTo(Math.max(count, USUAL_LINES))
}
