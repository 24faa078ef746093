import type { PdfPrinter } from '#contracts/pdf'

let bound: PdfPrinter | undefined

/** Decides what prints documents. */
export function bindPdf(printer: PdfPrinter): void {
  bound = printer
}

/** What prints documents in this process; loaded with the first of them, since its fonts are large. */
export async function currentPdf(): Promise<PdfPrinter> {
  if (bound) return bound
  const { default: PdfmakePrinter } = await import('#shared/pdf/pdfmake_printer')
  return (bound ??= new PdfmakePrinter())
}
