export type PdfAlign = 'start' | 'end'

/** One column of a printed table. */
export interface PdfColumn {
  label: string
  align?: PdfAlign
  /** `rest` shares what is left; the others are as wide as what they hold. */
  width?: 'auto' | 'rest'
}

export type PdfBlock =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  /** Labels with their values, side by side. */
  | { kind: 'facts'; facts: { label: string; value: string }[] }
  /** Stickers to cut out: a square code that leads somewhere, and what people read beside it. */
  | { kind: 'labels'; labels: { code: string; lines: string[] }[] }
  /** `totals` are printed below the rows, in bold. The head is repeated on every page. */
  | { kind: 'table'; columns: PdfColumn[]; rows: string[][]; totals?: string[][] }

/** A document on paper, in the words and figures of its reader; it knows nothing of fonts or points. */
export interface PdfDocument {
  title: string
  /** BCP 47, such as `es`. */
  language: string
  subtitle?: string
  /** Small print at the foot of every page, beside the number of the page. */
  footer?: string
  /** Printed large and pale across every page, such as a word for drafts. */
  watermark?: string
  /** When it was written, as an ISO instant; a document that says so is printed to the same bytes every time. */
  writtenAt?: string
  blocks: PdfBlock[]
}

/** What prints documents. */
export interface PdfPrinter {
  print(document: PdfDocument): Promise<Buffer>
}
