import type { I18n } from '@adonisjs/i18n'
import type { PdfDocument } from '#contracts/pdf'
import { formatsFor } from '#shared/presentation/formats'

/** A line as it is printed: what, for which days, how many at what price, and how the amount came about. */
export interface PaperLine {
  description: string
  from: string
  /** Exclusive. */
  to: string
  quantity: string
  unitPrice: string
  netCents: number
  explanation: Record<string, any>
}

export interface Paper {
  kind: 'invoice' | 'credit_note' | 'pro_forma'
  number: string
  company: string
  address: string | null
  currency: string
  facts: { label: string; value: string }[]
  lines: PaperLine[]
  netCents: number
  /** Null while the ERP has not said. */
  taxCents: number | null
  totalCents: number | null
}

/**
 * An invoice on paper before, or beside, the one of the ERP, in the language of the customer. It says on every page that
 * it is no tax document.
 */
export function billPaper(paper: Paper, i18n: I18n): PdfDocument {
  const { money, decimal, price, day, lastDay, instant } = formatsFor({ locale: i18n.locale, timeZone: 'UTC' })
  const t = (key: string, values: Record<string, string> = {}) => i18n.t(`papers.${key}`, values)
  const sum = (label: string, cents: number) => ['', '', '', t(label), money(cents, paper.currency)]

  return {
    title: `${t(`titles.${paper.kind}`)} ${paper.number}`.trim(),
    subtitle: t(paper.kind === 'pro_forma' ? 'not_an_invoice' : 'preview'),
    language: i18n.locale,
    footer: `${t(paper.kind === 'pro_forma' ? 'not_an_invoice' : 'preview')} · ${t('printed', { at: instant(new Date()) })}`,
    blocks: [
      { kind: 'facts', facts: [{ label: t('customer'), value: [paper.company, paper.address].filter(Boolean).join('\n') }, ...paper.facts] },
      {
        kind: 'table',
        columns: [
          { label: t('what'), width: 'rest' },
          { label: t('days') },
          { label: t('quantity'), align: 'end' },
          { label: t('price'), align: 'end' },
          { label: t('net'), align: 'end' },
        ],
        rows: paper.lines.map((line) => [
          [line.description, reasonOf(line, i18n)].filter(Boolean).join('\n'),
          `${day(line.from)} – ${lastDay(line.to)}`,
          decimal(line.quantity),
          price(line.unitPrice, paper.currency),
          money(line.netCents, paper.currency),
        ]),
        totals: [
          sum('total_net', paper.netCents),
          ...(paper.taxCents === null ? [] : [sum('tax', paper.taxCents)]),
          ...(paper.totalCents === null ? [] : [sum('total', paper.totalCents)]),
        ],
      },
      { kind: 'text', text: paper.taxCents === null ? t('tax_later') : t('tax_by_erp') },
    ],
  }
}

/** How the amount came about, in a sentence; empty where quantity and price say it all. */
function reasonOf({ explanation }: PaperLine, i18n: I18n): string {
  const { day, lastDay } = formatsFor({ locale: i18n.locale, timeZone: 'UTC' })
  if (explanation.credit) return i18n.t('papers.reasons.credit', { invoice: explanation.credit.invoice })
  if (!explanation.share || !explanation.periodFrom) return ''
  const [num, den] = String(explanation.share).split('/')
  if (num === den) return ''

  return i18n.t('papers.reasons.share', { share: explanation.share, from: day(explanation.periodFrom), until: lastDay(explanation.periodTo) })
}
