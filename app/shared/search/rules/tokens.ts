const LONGEST = 24
const MOST = 24

/**
 * The words by which a text is found: lower case, without accents, letters and digits
 * only, at most 24 characters each. A number written with separators (a phone, a tax id,
 * a serial) is also found by its characters run together. A word that begins another one is
 * left out: whoever types it finds the other.
 */
export function tokensOf(texts: readonly (string | null | undefined)[]): string[] {
  const found = new Set<string>()
  for (const text of texts) {
    if (!text) continue
    const plain = folded(text)
    for (const word of plain.split(/[^\p{L}\p{N}]+/u)) if (word) found.add(word.slice(0, LONGEST))

    const joined = plain.replace(/[^\p{L}\p{N}]+/gu, '')
    if (/\d/.test(joined) && joined.length <= LONGEST) found.add(joined)
  }
  return withoutBeginnings(found).slice(0, MOST)
}

function withoutBeginnings(words: ReadonlySet<string>): string[] {
  const sorted = [...words].sort()
  const beginnings = new Set(sorted.filter((word, index) => sorted[index + 1]?.startsWith(word)))
  return [...words].filter((word) => !beginnings.has(word))
}

/** Lower case without accents: `Núñez` becomes `nunez`, `Țurcanu` becomes `turcanu`. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/ß/g, 'ss').replace(/ł/g, 'l').replace(/ø/g, 'o')
}

/** The words somebody typed into a search field, longest first, since the longest is the rarest. */
export function searchWords(text: string): string[] {
  const plain = folded(text)
  const joined = plain.replace(/[^\p{L}\p{N}]+/gu, '').slice(0, LONGEST)
  const numeric = /^[\d\s()+./-]{5,}$/.test(text.trim())
  const words = numeric ? [joined] : plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  return [...new Set(words)].map((word) => word.slice(0, LONGEST)).sort((a, b) => b.length - a.length).slice(0, 6)
}
