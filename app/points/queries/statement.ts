import type { I18n } from '@adonisjs/i18n'
import db from '@adonisjs/lucid/services/db'
import type { PdfBlock, PdfDocument } from '#contracts/pdf'
import { addDays, type CalendarDate } from '#shared/calendar/calendar_date'
import { formatsFor } from '#shared/presentation/formats'
import type { Row } from '#shared/records/record_type'
import { accountLots, type ShownLot } from '#points/queries/account_lots'
import { ledgerEntries, type LedgerEntry } from '#points/queries/ledger_entries'
import { pointsText, type Points } from '#points/rules/points'

const MOST_ENTRIES = 5000

/** The statement of an account for a stretch of days: what it began with, every entry, what it ended with. */
export async function statement(account: Row, from: CalendarDate, to: CalendarDate, i18n: I18n): Promise<PdfDocument> {
  const company = await db.from('companies').select('name').where('id', account.company_id as number).firstOrFail()
  const { entries } = await ledgerEntries(account.id, { from, to: addDays(to, 1), limit: MOST_ENTRIES })
  const before = await db.from('point_entries').select('balance').where('point_account_id', account.id).where('booked_on', '<', from).orderBy('no', 'desc').first()
  // what is left in a lot is known for today alone
  const isUpToDate = !(await db.from('point_entries').select('no').where('point_account_id', account.id).where('booked_on', '>', to).first())
  const lots = await accountLots(account.id, String(account.currency), to)
  const { day, decimal, instant } = formatsFor({ locale: i18n.locale, timeZone: 'UTC' })
  const points = (value: Points) => decimal(pointsText(value))
  const opening = Number(before?.balance ?? 0)

  return {
    title: i18n.t('points.statement.title', { number: String(account.number) }),
    subtitle: [company.name, account.title].filter(Boolean).join(' · '),
    language: i18n.locale,
    footer: i18n.t('points.statement.printed', { at: instant(new Date()) }),
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: i18n.t('points.statement.stretch'), value: `${day(from)} – ${day(to)}` },
          { label: i18n.t('points.statement.opening'), value: points(opening) },
          { label: i18n.t('points.statement.closing'), value: points(entries[0]?.balance ?? opening) },
        ],
      },
      {
        kind: 'table',
        columns: [
          { label: i18n.t('points.ledger.on') },
          { label: i18n.t('points.ledger.what'), width: 'rest' },
          { label: i18n.t('points.ledger.change'), align: 'end' },
          { label: i18n.t('points.ledger.balance'), align: 'end' },
        ],
        rows: [...entries].reverse().map((entry) => [day(entry.on), whatOf(entry, i18n), points(entry.change), points(entry.balance)]),
      },
      ...(isUpToDate ? lotBlocks(lots, i18n, points) : []),
    ],
  }
}

function whatOf({ kind, request, reason }: LedgerEntry, i18n: I18n): string {
  return [i18n.t(`points.kinds.${kind}`), request, reason].filter(Boolean).join(' · ')
}

function lotBlocks(lots: ShownLot[], i18n: I18n, points: (value: Points) => string): PdfBlock[] {
  const { day, lastDay } = formatsFor({ locale: i18n.locale, timeZone: 'UTC' })
  return [
    { kind: 'heading', text: i18n.t('points.lots.title') },
    {
      kind: 'table',
      columns: [
        { label: i18n.t('points.lots.source'), width: 'rest' },
        { label: i18n.t('points.lots.valid_from') },
        { label: i18n.t('points.lots.last_day') },
        { label: i18n.t('points.lots.remaining'), align: 'end' },
      ],
      rows: lots.filter(({ remaining }) => remaining > 0).map((lot) => [i18n.t(`points.sources.${lot.source}`), day(lot.validFrom), lastDay(lot.expiresOn) || '–', points(lot.remaining)]),
    },
  ]
}
