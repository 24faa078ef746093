import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import type { HttpContext } from '@adonisjs/core/http'
import HoldCharges, { type HeldPart } from '#billing/actions/hold_charges'
import { heldPart, openHolds } from '#billing/queries/charge_holds'
import { holdValidator } from '#billing/validators/run'
import { addDays, calendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'

export default class RunHoldsController {
  async index({ request, view, actor }: HttpContext) {
    const after = Number(request.input('after')) || 0
    return view.render('pages/billing/holds/index', { ...(await openHolds(after)), mayEnd: actor.may('billing_run', 'exclude') })
  }

  async create({ params, view, actor }: HttpContext) {
    const held = await heldPart(Number(params.id), partOf(params))
    return view.render('pages/billing/runs/hold', { ...held, runId: Number(params.id), suggested: addDays(todayIn(actor.timeZone), 30) })
  }

  @inject()
  async store({ params, request, response, session, actor, i18n }: HttpContext, hold: HoldCharges) {
    const { held_until: until, reason } = await request.validateUsing(holdValidator)
    await hold.handle(Number(params.id), partOf(params), { until: calendarDate(until), reason }, actor, todayIn(actor.timeZone))
    session.flash('notice', i18n.t('billing.run.held_now'))

    return response.redirect().status(303).toPath(`/billing/runs/${Number(params.id)}`)
  }

  @inject()
  async destroy({ params, response, session, actor, i18n }: HttpContext, hold: HoldCharges) {
    await hold.end(Number(params.hold_id), actor)
    const charge = await db.from('charges').join('charge_holds', 'charge_holds.source_id', 'charges.source_id').where('charge_holds.id', Number(params.hold_id)).where('charges.state', 'proposed').select('charges.billing_run_id as id').first()
    session.flash('notice', i18n.t('billing.holds.ended_now'))

    return response.redirect().status(303).toPath(charge ? `/billing/runs/${charge.id}` : '/billing/holds')
  }
}

function partOf(params: Record<string, string>): HeldPart {
  return params.charge_id ? { chargeId: Number(params.charge_id) } : { invoiceId: Number(params.invoice_id) }
}
