import type { HttpContext } from '@adonisjs/core/http'
import type { I18n } from '@adonisjs/i18n'
import type { Cell } from '#contracts/spreadsheet'
import { moneyText } from '#shared/money/money'
import { dispatch } from '#shared/queue/queue'
import { sendSheet } from '#shared/spreadsheets/send_sheet'
import { reconcileAll } from '#erp/jobs/reconcile_all'
import { reportedFindings, reportOverview, type ReportedFinding, type Shown } from '#erp/queries/reconciliation_report'
import { reportValidator } from '#erp/validators/reconciliation'

const COLUMNS = ['connection', 'cause', 'subject', 'ours', 'theirs', 'action', 'owner', 'since'] as const

export default class ReconciliationsController {
  async index({ request, view }: HttpContext) {
    const { connection: connectionId, cause } = await reportValidator.validate(request.qs())
    const overview = await reportOverview({ connectionId })
    const findings = await reportedFindings({ connectionId, cause })

    return view.render('pages/erp/reconciliation/index', { ...overview, findings, isCompared: overview.connections.some(({ madeAt }) => madeAt !== null), cause: cause ?? null, connectionId: connectionId ?? null })
  }

  async export(ctx: HttpContext) {
    const { connection: connectionId, cause } = await reportValidator.validate(ctx.request.qs())
    return sendSheet(ctx, 'reconciliation', rows(await reportedFindings({ connectionId, cause }, null), ctx.i18n))
  }

  /** Compares again now. */
  async store({ response, session, i18n }: HttpContext) {
    await dispatch(reconcileAll, {}, { key: 'now' })
    session.flash('notice', i18n.t('reconciliation.asked'))
    return response.redirect().status(303).toPath('/erp/reconciliation')
  }
}

async function* rows(findings: ReportedFinding[], i18n: I18n): AsyncGenerator<Cell[]> {
  yield COLUMNS.map((column) => i18n.t(`reconciliation.columns.${column}`))
  for (const { connection, cause, subject, ours, theirs, owner, since } of findings) {
    yield [connection, i18n.t(`reconciliation.causes.${cause}`), subject, plain(ours), plain(theirs), i18n.t(`reconciliation.actions.${cause}`), i18n.t(`reconciliation.owners.${owner}`), since.toISO()]
  }
}

function plain(value: Shown): string | null {
  if (value === null || 'text' in value) return value?.text ?? null
  if ('instant' in value) return value.instant
  return `${moneyText(value.cents, value.currency)} ${value.currency}`
}
