import type { HttpContext } from '@adonisjs/core/http'
import type { PdfDocument } from '#contracts/pdf'
import { currentPdf } from '#shared/pdf/pdf'

/** Answers a document as a PDF that the browser shows; `name` is what it is saved as. */
export async function sendPdf({ response }: HttpContext, document: PdfDocument, name: string) {
  const pdf = await (await currentPdf()).print(document)
  response.header('content-type', 'application/pdf')
  response.header('content-disposition', `inline; filename="${name.replace(/[^\w.-]+/g, '_')}.pdf"`)
  return response.send(pdf)
}
