import i18nManager from '@adonisjs/i18n/services/main'
import db from '@adonisjs/lucid/services/db'
import type { PdfDocument } from '#contracts/pdf'
import { addDays, type CalendarDate } from '#shared/calendar/calendar_date'
import { formatsFor } from '#shared/presentation/formats'
import type { Row } from '#shared/records/record_type'
import { billPaper } from '#billing/queries/bill_paper'
import { addressOf } from '#billing/queries/invoice_paper'
import { paperLanguage } from '#billing/rules/paper_language'
import type { DueCharge } from '#billing/charge_sources'
import { expectedCharges } from '#service_contracts/queries/expected_charges'

export interface ProForma {
  charges: DueCharge[]
  netCents: number
  /** Why a line cannot be computed, or null. */
  refusal: string | null
}

/** What a contract brings for the periods that begin in a stretch of days, as if nothing had been billed; writes nothing. */
export async function proForma(contract: Row, from: CalendarDate, to: CalendarDate): Promise<ProForma> {
  // what is billed in arrears is due after its period has ended
  const expected = (await expectedCharges([contract.id], addDays(to, 800))).get(contract.id)
  const charges = (expected?.charges ?? []).filter((charge) => charge.from >= from && charge.from < to)
  charges.sort((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : one.sourceId - other.sourceId))

  return { charges, netCents: charges.reduce((sum, { netCents }) => sum + netCents, 0), refusal: expected?.refusal ?? null }
}

/** The same on paper, in the language of who is invoiced. */
export async function proFormaPaper(contract: Row, from: CalendarDate, to: CalendarDate, readersLocale: string): Promise<PdfDocument> {
  const { charges, netCents } = await proForma(contract, from, to)
  const company = await db.from('companies').where('id', contract.bill_to_id as number).firstOrFail()
  const i18n = i18nManager.locale(paperLanguage(company.language, readersLocale))
  const { day, lastDay } = formatsFor({ locale: i18n.locale, timeZone: 'UTC' })

  return billPaper(
    {
      kind: 'pro_forma',
      number: String(contract.number),
      company: company.name,
      address: addressOf(company),
      currency: String(contract.currency),
      facts: [
        { label: i18n.t('papers.contract'), value: String(contract.number) },
        { label: i18n.t('papers.days'), value: `${day(from)} – ${lastDay(to)}` },
      ],
      lines: charges,
      netCents,
      taxCents: null,
      totalCents: null,
    },
    i18n
  )
}
