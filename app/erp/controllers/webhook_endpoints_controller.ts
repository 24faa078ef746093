import type { HttpContext } from '@adonisjs/core/http'
import encryption from '@adonisjs/core/services/encryption'
import { allowedHosts } from '#config/webhooks'
import SaveWebhookEndpoint from '#erp/actions/save_webhook_endpoint'
import WebhookEndpoint from '#erp/models/webhook_endpoint'
import { endpointPage, webhookEndpoints } from '#erp/queries/webhook_endpoints'
import { WEBHOOK_EVENTS } from '#erp/rules/webhook_events'
import { endpointValidator, deliveryFilterValidator } from '#erp/validators/webhook'

const PAGES = 'pages/erp/webhooks'

export default class WebhookEndpointsController {
  async index({ view }: HttpContext) {
    return view.render(`${PAGES}/endpoints`, { endpoints: await webhookEndpoints() })
  }

  async create({ view }: HttpContext) {
    return view.render(`${PAGES}/endpoint_form`, { endpoint: null, known: WEBHOOK_EVENTS })
  }

  async store(ctx: HttpContext) {
    const typed = await ctx.request.validateUsing(endpointValidator)
    const { endpoint, secret } = await new SaveWebhookEndpoint().handle(null, typed, ctx.actor, allowedHosts)
    ctx.session.flash('webhookSecret', encryption.encrypt(secret))
    return this.shown(ctx, endpoint, 'webhooks.endpoints.added')
  }

  async show({ params, request, session, view }: HttpContext) {
    const { state, before } = await deliveryFilterValidator.validate(request.qs())
    const sealed = session.flashMessages.get('webhookSecret')
    const made = sealed ? encryption.decrypt(sealed) : null
    return view.render(`${PAGES}/endpoint`, { ...(await endpointPage(Number(params.id), state, before)), made })
  }

  async edit({ params, view }: HttpContext) {
    const endpoint = await WebhookEndpoint.findOrFail(params.id)
    return view.render(`${PAGES}/endpoint_form`, { endpoint, known: WEBHOOK_EVENTS })
  }

  async update(ctx: HttpContext) {
    const typed = await ctx.request.validateUsing(endpointValidator)
    const { endpoint } = await new SaveWebhookEndpoint().handle(Number(ctx.params.id), typed, ctx.actor, allowedHosts)
    return this.shown(ctx, endpoint, 'webhooks.endpoints.saved')
  }

  private shown({ i18n, response, session }: HttpContext, { id, name }: WebhookEndpoint, notice: string) {
    session.flash('notice', i18n.t(notice, { name }))
    return response.redirect().status(303).toPath(`/erp/webhooks/endpoints/${id}`)
  }
}
