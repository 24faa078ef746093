import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import type { HttpContext } from '@adonisjs/core/http'
import SaveSandboxProduct, { type SandboxProductInput } from '#erp/actions/save_sandbox_product'
import { sandboxProducts } from '#erp/queries/sandbox_lists'
import { sandboxListValidator, sandboxProductValidator } from '#erp/validators/sandbox'

export default class SandboxProductsController {
  async index({ request, view }: HttpContext) {
    const query = await request.validateUsing(sandboxListValidator)
    return view.render('pages/sandbox/products/index', { query, ...(await sandboxProducts(query)) })
  }

  async create({ view }: HttpContext) {
    return view.render('pages/sandbox/products/form', { product: null })
  }

  @inject()
  async store(ctx: HttpContext, save: SaveSandboxProduct) {
    const id = await save.handle(null, await this.input(ctx))

    ctx.session.flash('notice', ctx.i18n.t('sandbox.saved'))
    return ctx.response.redirect().status(303).toPath(`/sandbox/products/${id}`)
  }

  async show({ params, view }: HttpContext) {
    const product = await db.from('sandbox_products').where('id', params.id).firstOrFail()
    return view.render('pages/sandbox/products/form', { product })
  }

  @inject()
  async update(ctx: HttpContext, save: SaveSandboxProduct) {
    await save.handle(Number(ctx.params.id), await this.input(ctx))

    ctx.session.flash('notice', ctx.i18n.t('sandbox.saved'))
    return ctx.response.redirect().status(303).toPath(`/sandbox/products/${ctx.params.id}`)
  }

  private async input({ request }: HttpContext): Promise<SandboxProductInput> {
    const typed = await request.validateUsing(sandboxProductValidator)
    return {
      number: typed.number,
      name: typed.name,
      unit: typed.unit,
      listPrice: typed.list_price,
      taxPercent: typed.tax_percent,
      isActive: typed.is_active ?? false,
      isSerialised: typed.is_serialised ?? false,
      isService: typed.is_service ?? false,
      contractModel: typed.contract_model ?? null,
    }
  }
}
