import i18nManager from '@adonisjs/i18n/services/main'
import db from '@adonisjs/lucid/services/db'
import type { PdfBlock, PdfDocument } from '#contracts/pdf'
import { formatsFor } from '#shared/presentation/formats'
import type { Row } from '#shared/records/record_type'
import { linesOf } from '#sales/queries/offer_page'

const LANGUAGES = ['en', 'es', 'ro']

/** An offer on paper, in the language of the customer where we have it; across a draft it says that it is one. */
export async function offerPaper(offer: Row, readersLocale: string): Promise<PdfDocument> {
  const company = await db.from('companies').where('id', offer.company_id as number).firstOrFail()
  const contact = offer.contact_id ? await db.from('contacts').where('id', offer.contact_id as number).first() : null
  const i18n = i18nManager.locale(LANGUAGES.includes(company.language) ? company.language : readersLocale)
  const t = (key: string, values: Record<string, string> = {}) => i18n.t(`sales.paper.${key}`, values)
  const { day, money, price, decimal } = formatsFor({ locale: i18n.locale, timeZone: 'UTC' })
  const currency = String(offer.currency)
  const lines = await linesOf(offer.id)
  const hasDiscount = lines.some(({ discount_percent: percent }) => Number(percent) > 0)
  const discount = (text: string) => (hasDiscount ? [text] : [])
  const person = contact && [contact.first_name, contact.last_name].filter(Boolean).join(' ')
  const address = [company.street, [company.postal_code, company.city].filter(Boolean).join(' '), company.country].filter(Boolean)

  const words: PdfBlock[] = offer.description ? [{ kind: 'text', text: String(offer.description) }] : []
  return {
    title: t('title', { number: String(offer.number) }),
    subtitle: String(offer.subject),
    language: i18n.locale,
    watermark: offer.status === 'draft' ? t('draft') : undefined,
    footer: t('footer', { number: String(offer.number), day: day(String(offer.valid_until)) }),
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: t('customer'), value: [company.name, person, ...address].filter(Boolean).join('\n') },
          ...(offer.sent_on ? [{ label: t('sent_on'), value: day(String(offer.sent_on)) }] : []),
          { label: t('valid_until'), value: day(String(offer.valid_until)) },
        ],
      },
      ...words,
      {
        kind: 'table',
        columns: [
          { label: t('what'), width: 'rest' },
          { label: t('quantity'), align: 'end' },
          { label: t('price'), align: 'end' },
          ...(hasDiscount ? [{ label: t('discount'), align: 'end' as const }] : []),
          { label: t('net'), align: 'end' },
        ],
        rows: lines.map((line) => [
          [line.product, line.description].filter(Boolean).join(' · '),
          decimal(String(line.quantity)),
          price(String(line.unit_price), currency),
          ...discount(line.discount_percent ? `${decimal(String(line.discount_percent))} %` : ''),
          money(Number(line.net_cents), currency),
        ]),
        totals: [['', '', ...discount(''), t('total'), money(Number(offer.net_cents), currency)]],
      },
      { kind: 'text', text: t('without_tax') },
    ],
  }
}
