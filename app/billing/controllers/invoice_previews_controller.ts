import type { HttpContext } from '@adonisjs/core/http'
import { invoicePaper } from '#billing/queries/invoice_paper'
import { sendPdf } from '#shared/pdf/send_pdf'

export default class InvoicePreviewsController {
  async show(ctx: HttpContext) {
    const { document, name } = await invoicePaper(Number(ctx.params.id), ctx.i18n.locale)
    return sendPdf(ctx, document, `preview-${name}`)
  }
}
