import i18nManager from '@adonisjs/i18n/services/main'
import type { Cell } from '#contracts/spreadsheet'
import type { I18n } from '@adonisjs/i18n'
import type { PdfBlock, PdfDocument } from '#contracts/pdf'
import { addDays, type CalendarDate } from '#shared/calendar/calendar_date'
import { moneyText } from '#shared/money/money'
import { formatsFor } from '#shared/presentation/formats'
import type { CustomerStatement } from '#billing/queries/customer_statement'
import { addressOf } from '#billing/queries/invoice_paper'
import { paperLanguage } from '#billing/rules/paper_language'
import type { CurrencyStatement } from '#billing/rules/statement'

/** The statement of a customer on paper, in its language. */
export function statementPaper({ company, statements, asOf }: CustomerStatement, from: CalendarDate, to: CalendarDate, readersLocale: string): PdfDocument {
  const i18n = i18nManager.locale(paperLanguage(company.language, readersLocale))
  const { day, instant } = formatsFor({ locale: i18n.locale, timeZone: 'UTC' })

  return {
    title: i18n.t('receivables.statement.title'),
    subtitle: `${company.name} · ${day(from)} – ${day(addDays(to, -1))}`,
    language: i18n.locale,
    footer: [i18n.t('papers.printed', { at: instant(new Date()) }), asOf ? i18n.t('receivables.told', { at: instant(asOf) }) : ''].filter(Boolean).join(' · '),
    blocks: [
      { kind: 'facts', facts: [{ label: i18n.t('papers.customer'), value: [company.name, addressOf(company)].filter(Boolean).join('\n') }] },
      ...statements.flatMap((one) => blocksOf(one, i18n)),
    ],
  }
}

function blocksOf({ currency, openingCents, rows, closingCents }: CurrencyStatement, i18n: I18n): PdfBlock[] {
  const { day, money } = formatsFor({ locale: i18n.locale, timeZone: 'UTC' })
  const t = (key: string) => i18n.t(`receivables.statement.${key}`)
  return [
    { kind: 'heading', text: currency },
    {
      kind: 'table',
      columns: [{ label: t('on') }, { label: t('what'), width: 'rest' }, { label: t('number') }, { label: t('amount'), align: 'end' }, { label: t('balance'), align: 'end' }],
      rows: [
        ['', t('opening'), '', '', money(openingCents, currency)],
        ...rows.map((row) => [day(row.on), t(`kinds.${row.kind}`), row.number, money(row.cents, currency), money(row.balanceCents, currency)]),
      ],
      totals: [['', t('closing'), '', '', money(closingCents, currency)]],
    },
  ]
}

/** The same as a table, in the reader's words. */
export async function* statementSheet({ statements }: CustomerStatement, i18n: I18n): AsyncGenerator<Cell[]> {
  const t = (key: string) => i18n.t(`receivables.statement.${key}`)
  yield ['on', 'what', 'number', 'currency', 'amount', 'balance'].map(t)
  for (const { currency, openingCents, rows, closingCents } of statements) {
    const amount = (cents: number) => Number(moneyText(cents, currency))
    yield [null, t('opening'), null, currency, null, amount(openingCents)]
    for (const row of rows) yield [row.on, t(`kinds.${row.kind}`), row.number, currency, amount(row.cents), amount(row.balanceCents)]
    yield [null, t('closing'), null, currency, null, amount(closingCents)]
  }
}
