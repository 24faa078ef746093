import i18nManager from '@adonisjs/i18n/services/main'
import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { isDuplicate } from '#shared/database/violations'
import { formatsFor } from '#shared/presentation/formats'
import ReminderRefused from '#billing/errors/reminder_refused'
import ReminderMade from '#billing/events/reminder_made'
import { reminderLevels, type ReminderLevel } from '#billing/queries/reminder_levels'
import { reminderProposals, type LateCompany } from '#billing/queries/reminder_proposals'
import { paperLanguage } from '#billing/rules/paper_language'
import { filled } from '#billing/rules/reminders'

/**
 * Reminds of the chosen invoices, one letter for each company at the highest level among them. The reminder is kept
 * before anything is sent, and an invoice is never reminded of twice at one level.
 *
 * @throws {ReminderRefused} when an invoice is no longer to be reminded of
 */
export default class SendReminders {
  /** @returns how many letters are on their way */
  async handle(invoiceIds: number[], actor: Actor, today: CalendarDate): Promise<number> {
    if (invoiceIds.length === 0) throw new ReminderRefused('nothing_chosen')
    const chosen = new Set(invoiceIds)
    try {
      return await within(undefined, async (trx) => {
        const levels = await reminderLevels(trx)
        const companies = (await reminderProposals(today, trx))
          .filter(({ email }) => email !== null)
          .map((one) => ({ ...one, invoices: one.invoices.filter(({ invoiceId, level }) => level !== null && chosen.has(invoiceId)) }))
          .filter(({ invoices }) => invoices.length > 0)
        if (companies.reduce((sum, { invoices }) => sum + invoices.length, 0) < chosen.size) throw new ReminderRefused('sent_meanwhile')
        for (const one of companies) await this.remind(one, levels, actor, today, trx)

        return companies.length
      })
    } catch (error) {
      if (isDuplicate(error)) throw new ReminderRefused('sent_meanwhile')
      throw error
    }
  }

  private async remind(one: LateCompany, levels: ReminderLevel[], actor: Actor, today: CalendarDate, trx: Trx): Promise<void> {
    const level = Math.max(...one.invoices.map((invoice) => invoice.level!))
    const locale = paperLanguage(one.language, i18nManager.config.defaultLocale)
    const reminder = { company_id: one.companyId, level, to_address: one.email!, locale, sent_on: today, sent_by_id: actor.id, sent_by: actor.name, created_at: sqlInstant(now()) }
    const [id] = await trx.insertQuery().table('reminders').insert(reminder)
    const rows = one.invoices.map((invoice) => ({ reminder_id: id, erp_invoice_id: invoice.invoiceId, level: invoice.level, currency: invoice.currency, open_cents: invoice.lateCents, due_on: invoice.dueOn }))
    await insertMany(trx, 'reminder_invoices', rows)

    const text = levels.find((known) => known.level === level)!.texts[locale]
    const values = letterOf(one, locale)
    const letter = { subject: filled(text.subject, values), body: filled(text.body, values), lines: values.lines }
    await ReminderMade.dispatch({ reminderId: Number(id), to: one.email!, locale, values: letter }, trx)
  }
}

/** What a letter says of the invoices: one line each, and what they come to in each currency. */
function letterOf({ company, invoices }: LateCompany, locale: string): { company: string; lines: string; total: string } {
  const { money, day } = formatsFor({ locale, timeZone: 'UTC' })
  const i18n = i18nManager.locale(locale)
  const sums = new Map<string, number>()
  for (const { currency, lateCents } of invoices) sums.set(currency, (sums.get(currency) ?? 0) + lateCents)
  const lines = invoices.map(({ number, dueOn, lateCents, currency }) => i18n.t('receivables.letter_line', { number, day: day(dueOn), amount: money(lateCents, currency) }))

  return { company, lines: lines.join('\n'), total: [...sums].map(([currency, cents]) => money(cents, currency)).join(' + ') }
}
