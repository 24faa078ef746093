import i18nManager from '@adonisjs/i18n/services/main'
import db from '@adonisjs/lucid/services/db'
import type { PdfDocument } from '#contracts/pdf'
import { formatsFor } from '#shared/presentation/formats'
import { billPaper, type PaperLine } from '#billing/queries/bill_paper'
import { paperLanguage } from '#billing/rules/paper_language'

/** A proposal or an approved invoice on paper, in the language of its customer, else in the reader's. */
export async function invoicePaper(invoiceId: number, readersLocale: string): Promise<{ document: PdfDocument; name: string }> {
  const invoice = await db.from('invoices').where('id', invoiceId).firstOrFail()
  const company = await db.from('companies').where('id', invoice.company_id).firstOrFail()
  const i18n = i18nManager.locale(paperLanguage(company.language, readersLocale))
  const { day } = formatsFor({ locale: i18n.locale, timeZone: 'UTC' })
  const name = invoice.erp_number ?? invoice.reference
  const facts = [
    { label: i18n.t('papers.reference'), value: invoice.reference },
    { label: i18n.t('papers.status'), value: i18n.t(`billing.invoice.choices.status.${invoice.status}`) },
    ...(invoice.issued_on ? [{ label: i18n.t('papers.issued_on'), value: day(invoice.issued_on) }] : []),
    ...(invoice.due_on ? [{ label: i18n.t('papers.due_on'), value: day(invoice.due_on) }] : []),
  ]
  const cents = (value: unknown) => (value === null ? null : Number(value))

  const document = billPaper(
    {
      kind: invoice.kind,
      number: name,
      company: company.name,
      address: addressOf(company),
      currency: invoice.currency,
      facts,
      lines: await linesOf(invoiceId),
      netCents: Number(invoice.net_cents),
      taxCents: cents(invoice.tax_cents),
      totalCents: cents(invoice.total_cents),
    },
    i18n
  )
  return { document, name }
}

/** The address of a company in one or two lines; null where none is known. */
export function addressOf(company: Record<string, any>): string | null {
  return [company.street, [company.postal_code, company.city].filter(Boolean).join(' ')].filter(Boolean).join('\n') || null
}

async function linesOf(invoiceId: number): Promise<PaperLine[]> {
  const lines = await db
    .from('invoice_lines')
    .join('charges', 'charges.id', 'invoice_lines.charge_id')
    .where('invoice_lines.invoice_id', invoiceId)
    .orderBy('invoice_lines.position')
    .select('invoice_lines.*', 'charges.explanation')

  return lines.map((line) => ({
    description: line.description,
    from: line.period_from,
    to: line.period_to,
    quantity: line.quantity,
    unitPrice: line.unit_price,
    netCents: Number(line.net_cents),
    explanation: JSON.parse(line.explanation),
  }))
}
