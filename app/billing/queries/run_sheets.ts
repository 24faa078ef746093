import type { I18n } from '@adonisjs/i18n'
import db from '@adonisjs/lucid/services/db'
import type { Cell } from '#contracts/spreadsheet'
import { moneyText } from '#shared/money/money'
import { SUM_TOO_LARGE } from '#billing/errors/sum_too_large'
import { isWorrying } from '#billing/rules/anomalies'

const PAGE = 1_000

/** Every billing run as a table, newest first. */
export async function* runsSheet(i18n: I18n): AsyncGenerator<Cell[]> {
  yield ['one', 'until', 'status', 'changes', 'made_by', 'approved_by'].map((name) => i18n.t(`billing.run.${name}`))
  for (let before: number | null = null; ; ) {
    const runs: Record<string, any>[] = await db.from('billing_runs').if(before, (query) => query.where('id', '<', before!)).orderBy('id', 'desc').limit(PAGE)
    for (const run of runs) {
      const changes = ['charges_new', 'charges_changed', 'charges_removed'].reduce((sum, name) => sum + Number(run[name]), 0)
      yield [Number(run.id), run.until, i18n.t(`billing.run.statuses.${run.status}`), changes, run.made_by ?? i18n.t('billing.run.the_schedule'), run.approved_by]
    }
    if (runs.length < PAGE) return
    before = Number(runs.at(-1)!.id)
  }
}

/** Every line of a run as a table, those left out too. */
export async function* runLinesSheet(runId: number, i18n: I18n): AsyncGenerator<Cell[]> {
  const field = (name: string) => i18n.t(`billing.charge.fields.${name}`)
  yield [i18n.t('billing.invoice.one'), ...['company_id', 'description', 'kind', 'period_from', 'period_to', 'due_on', 'quantity', 'unit_price'].map(field), i18n.t('receivables.currency'), field('net_cents'), field('state'), i18n.t('billing.run.anomalies'), field('excluded_reason')]
  for (let last = 0; ; ) {
    const lines = await db
      .from('charges')
      .join('companies', 'companies.id', 'charges.company_id')
      .leftJoin('invoice_lines', 'invoice_lines.charge_id', 'charges.id')
      .leftJoin('invoices', 'invoices.id', 'invoice_lines.invoice_id')
      .where('charges.billing_run_id', runId)
      .where('charges.id', '>', last)
      .orderBy('charges.id')
      .limit(PAGE)
      .select('charges.*', 'companies.name as company', 'invoices.reference', 'invoices.erp_number')
    for (const line of lines) yield rowOf(line, i18n)
    if (lines.length < PAGE) return
    last = Number(lines.at(-1)!.id)
  }
}

function rowOf(line: Record<string, any>, i18n: I18n): Cell[] {
  const anomalies = String(line.anomalies).split(',').filter(isWorrying)
  return [
    line.erp_number ?? line.reference,
    line.company,
    line.description,
    i18n.t(`billing.charge.choices.kind.${line.kind}`),
    line.period_from,
    line.period_to,
    line.due_on,
    line.quantity,
    line.unit_price,
    line.currency,
    Number(moneyText(Number(line.net_cents), line.currency)),
    i18n.t(`billing.charge.choices.state.${line.state}`),
    anomalies.map((anomaly) => i18n.t(`billing.anomalies.${anomaly}`)).join(', '),
    line.excluded_reason === SUM_TOO_LARGE ? i18n.t(`billing.errors.${SUM_TOO_LARGE}`, { currency: line.currency }) : line.excluded_reason,
  ]
}
