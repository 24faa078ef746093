/** Where a page of a sorted list begins: the sort value and id of the row before it. */
export interface Cursor {
  value: string | number | null
  id: number
  /** `after` reads on, `before` reads back. */
  towards: 'after' | 'before'
}

export interface SortOrder {
  column: string
  descending: boolean
}

/** Reads `-name` as name downwards. */
export function sortOrder(text: string): SortOrder {
  return text.startsWith('-') ? { column: text.slice(1), descending: true } : { column: text, descending: false }
}

/** The cursor as it travels in an address. */
export function encodeCursor({ value, id, towards }: Cursor): string {
  return Buffer.from(JSON.stringify([towards === 'before' ? 1 : 0, id, value])).toString('base64url')
}

/** Reads a cursor back; anything else than what `encodeCursor` wrote is null, and the list starts at its first page. */
export function decodeCursor(text: string | null | undefined): Cursor | null {
  if (!text) return null
  try {
    const [back, id, value] = JSON.parse(Buffer.from(text, 'base64url').toString())
    const legible = Number.isInteger(id) && (value === null || ['string', 'number'].includes(typeof value))
    return legible ? { value, id, towards: back ? 'before' : 'after' } : null
  } catch {
    return null
  }
}
