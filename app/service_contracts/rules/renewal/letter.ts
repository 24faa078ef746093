import type { PdfBlock, PdfDocument } from '#contracts/pdf'

export const LETTER_KINDS = ['renewal_announced', 'renewal_done', 'notice_confirmed', 'revaluation_announced'] as const
export type LetterKind = (typeof LETTER_KINDS)[number]

export type LetterState = 'draft' | 'mailed' | 'printed' | 'discarded'

/** A letter as it was written, in the words of its reader; it is kept whole, so that it never changes. */
export interface LetterContent {
  title: string
  language: string
  /** Name and place of the customer, line by line. */
  address: string[]
  facts: { label: string; value: string }[]
  greeting: string
  paragraphs: string[]
  table: { columns: string[]; rows: string[][] } | null
  /** Below the table, such as the index figures. */
  notes: string[]
  closing: string
}

/** The page that is printed of a letter. The same letter gives the same bytes, since it carries the instant it was written. */
export function printedLetter(letter: LetterContent, footer: string, writtenAt: string): PdfDocument {
  const { title, language, address, facts, greeting, paragraphs, table, notes, closing } = letter
  const text = (line: string): PdfBlock => ({ kind: 'text', text: line })
  const blocks: PdfBlock[] = [text(address.join('\n')), { kind: 'facts', facts }, text(greeting), ...paragraphs.map(text)]
  if (table) {
    const columns = table.columns.map((label, index) => ({ label, align: index === 0 ? ('start' as const) : ('end' as const), width: index === 0 ? ('rest' as const) : ('auto' as const) }))
    blocks.push({ kind: 'table', columns, rows: table.rows })
  }
  return { title, language, footer, writtenAt, blocks: [...blocks, ...notes.map(text), text(closing)] }
}

/** The text of a letter for a mail: paragraphs between empty lines, a table as one line for each row. */
export function plainLetter({ greeting, paragraphs, table, notes, closing }: LetterContent): string {
  const rows = table ? table.rows.map((row) => row.map((cell, index) => (index === 0 ? cell : `${table.columns[index]}: ${cell}`)).join('; ')).join('\n') : ''
  return [greeting, ...paragraphs, rows, ...notes, closing].filter(Boolean).join('\n\n')
}
