/** Splits a full name into its first word and the rest: Spanish and Romanian surnames are often two words. */
export function splitName(name: string): { first_name: string | null; last_name: string } {
  const [first, ...rest] = name.trim().split(/\s+/)
  return rest.length === 0 ? { first_name: null, last_name: first || '–' } : { first_name: first.slice(0, 80), last_name: rest.join(' ').slice(0, 120) }
}
