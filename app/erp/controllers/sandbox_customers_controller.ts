import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import SaveSandboxCustomer, { type SandboxCustomerInput } from '#erp/actions/save_sandbox_customer'
import { sandboxCustomer } from '#erp/queries/sandbox_documents'
import { sandboxCustomers } from '#erp/queries/sandbox_lists'
import { sandboxCustomerValidator, sandboxListValidator } from '#erp/validators/sandbox'

export default class SandboxCustomersController {
  async index({ request, view }: HttpContext) {
    const query = await request.validateUsing(sandboxListValidator)
    return view.render('pages/sandbox/customers/index', { query, ...(await sandboxCustomers(query)) })
  }

  async create({ view }: HttpContext) {
    return view.render('pages/sandbox/customers/form', { customer: null, address: null })
  }

  @inject()
  async store(ctx: HttpContext, save: SaveSandboxCustomer) {
    const id = await save.handle(null, await this.input(ctx))

    ctx.session.flash('notice', ctx.i18n.t('sandbox.saved'))
    return ctx.response.redirect().status(303).toPath(`/sandbox/customers/${id}`)
  }

  async show({ params, view }: HttpContext) {
    return view.render('pages/sandbox/customers/form', await sandboxCustomer(params.id))
  }

  @inject()
  async update(ctx: HttpContext, save: SaveSandboxCustomer) {
    await save.handle(Number(ctx.params.id), await this.input(ctx))

    ctx.session.flash('notice', ctx.i18n.t('sandbox.saved'))
    return ctx.response.redirect().status(303).toPath(`/sandbox/customers/${ctx.params.id}`)
  }

  private async input({ request }: HttpContext): Promise<SandboxCustomerInput> {
    const typed = await request.validateUsing(sandboxCustomerValidator)
    return {
      name: typed.name,
      taxId: typed.tax_id ?? null,
      email: typed.email ?? null,
      phone: typed.phone ?? null,
      language: typed.language ?? null,
      paymentDays: typed.payment_days,
      isActive: typed.is_active ?? false,
      isBlocked: typed.is_blocked ?? false,
      street: typed.street,
      postalCode: typed.postal_code,
      city: typed.city,
      country: typed.country,
    }
  }
}
