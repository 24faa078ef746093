import type { LetterKind } from '#service_contracts/rules/renewal/letter'

/** Pieces of text that a letter is made of, in the order in which it is read. */
export const LETTER_PARTS = ['title', 'greeting', 'body', 'late', 'prices', 'closing'] as const
export type LetterPart = (typeof LETTER_PARTS)[number]

/** Pieces that every kind of letter has in the same words unless somebody wrote others. */
const SHARED: readonly LetterPart[] = ['greeting', 'closing']

/** Names that the frame of a letter knows, whatever it tells. */
const FRAME = ['contract', 'customer'] as const

const BODY: Record<LetterKind, readonly string[]> = {
  renewal_announced: ['last', 'deadline', 'next_from', 'next_last'],
  renewal_done: ['from', 'last', 'deadline'],
  notice_confirmed: ['received', 'last', 'deadline'],
  revaluation_announced: [],
}

/** The pieces of one kind of letter. */
export function partsOf(kind: LetterKind): LetterPart[] {
  const own: LetterPart[] = kind === 'notice_confirmed' ? ['late'] : kind === 'revaluation_announced' ? [] : ['prices']
  return LETTER_PARTS.filter((part) => ['title', 'greeting', 'body', 'closing', ...own].includes(part))
}

/** What may stand in braces in a piece of a letter. */
export function placeholdersOf(kind: LetterKind, part: LetterPart): string[] {
  return ['title', ...SHARED].includes(part) ? [...FRAME] : [...FRAME, ...BODY[kind]]
}

/** Where the built-in words of a piece stand in the language files, below `renewal.letters.text`. */
export function builtInKey(kind: LetterKind, part: LetterPart): string {
  return SHARED.includes(part) ? part : `${kind}.${part}`
}

export type TextFault = { fault: 'unknown'; names: string[] } | { fault: 'brace' }

/** What is wrong with a text that somebody wrote: names that nothing fills, or a brace that stands alone. Null when nothing is. */
export function textFault(kind: LetterKind, part: LetterPart, text: string): TextFault | null {
  const known = placeholdersOf(kind, part)
  const names = [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name.trim())
  const unknown = [...new Set(names.filter((name) => !known.includes(name)))]
  if (unknown.length > 0) return { fault: 'unknown', names: unknown }
  return /[{}]/.test(text.replace(/\{[^{}]*\}/g, '')) ? { fault: 'brace' } : null
}

/** A text that somebody wrote with its names filled in; what has no value today is left out. */
export function filledText(text: string, values: Record<string, string>): string {
  return text.replace(/\{([^{}]*)\}/g, (_, name: string) => values[name.trim()] ?? '')
}
