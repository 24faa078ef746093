import type { HttpContext } from '@adonisjs/core/http'
import BillingRun from '#billing/models/billing_run'
import { runLinesSheet, runsSheet } from '#billing/queries/run_sheets'
import { sendSheet } from '#shared/spreadsheets/send_sheet'

export default class RunSheetsController {
  async index(ctx: HttpContext) {
    return sendSheet(ctx, 'billing-runs', runsSheet(ctx.i18n))
  }

  async show(ctx: HttpContext) {
    const run = await BillingRun.findOrFail(Number(ctx.params.id))
    return sendSheet(ctx, `billing-run-${run.id}`, runLinesSheet(run.id, ctx.i18n))
  }
}
