import type { HttpContext } from '@adonisjs/core/http'
import { sandboxInvoice } from '#erp/queries/sandbox_documents'
import { sandboxInvoices } from '#erp/queries/sandbox_lists'
import { sandboxListValidator } from '#erp/validators/sandbox'

export default class SandboxInvoicesController {
  async index({ request, view }: HttpContext) {
    const query = await request.validateUsing(sandboxListValidator)
    return view.render('pages/sandbox/invoices/index', { query, ...(await sandboxInvoices(query)) })
  }

  async show({ params, view }: HttpContext) {
    return view.render('pages/sandbox/invoices/show', await sandboxInvoice(params.id))
  }
}
