import db from '@adonisjs/lucid/services/db'
import { addDays, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { within } from '#shared/database/transaction'
import { isDuplicate } from '#shared/database/violations'
import { DomainError } from '#shared/errors/domain_error'
import WriteLetter from '#service_contracts/actions/write_letter'
import DeadlineNear from '#service_contracts/events/deadline_near'
import { deskState } from '#service_contracts/queries/coming_renewals'
import { reminderWindows, renewalSettings } from '#service_contracts/queries/renewal_settings'
import { BillingRefused } from '#service_contracts/rules/billing_refused'
import { IN_FORCE } from '#service_contracts/rules/in_force'
import { reminderOn, reminderWindow, type ReminderDays } from '#service_contracts/rules/renewal/reminder_window'

const BATCH = 500
/** No window and no alert is longer than this before a deadline. */
const HORIZON_DAYS = 730

type Row = Record<string, any>

export interface ReminderTally {
  alerts: number
  letters: number
}

/** Tells us of notice deadlines that come near, and drafts the reminders that customers are owed: each once for each term. */
export default class RemindOfRenewals {
  async handle(today: CalendarDate): Promise<ReminderTally> {
    const [{ alertDays, writesReminders }, windows] = [await renewalSettings(), await reminderWindows()]
    const tally: ReminderTally = { alerts: 0, letters: 0 }
    for (let last = 0; ; ) {
      const rows: Row[] = await this.upcoming(today, last)
      if (rows.length === 0) return tally
      for (const row of rows) {
        if (today >= addDays(row.deadline_on, -Number(row.alert_days ?? alertDays)) && (await this.alert(row))) tally.alerts += 1
        const days = daysOf(row, windows)
        const isOpen = days !== null && reminderOn(reminderWindow(row.deadline_on, days), today) === 'open'
        if (writesReminders && isOpen && deskState(row) === 'renew' && (await this.remind(row, today))) tally.letters += 1
      }
      last = Number(rows.at(-1)!.id)
    }
  }

  private upcoming(today: CalendarDate, last: number): Promise<Row[]> {
    return db
      .from('service_contracts')
      .join('companies', 'companies.id', 'service_contracts.company_id')
      .whereIn('service_contracts.status', IN_FORCE)
      .whereNot('renewal_mode', 'none')
      .whereNull('notice_effective_on')
      .whereBetween('deadline_on', [today, addDays(today, HORIZON_DAYS)])
      .where('service_contracts.id', '>', last)
      .orderBy('service_contracts.id')
      .limit(BATCH)
      .select('service_contracts.*', 'companies.name as company', 'companies.country')
  }

  private async alert(row: Row): Promise<boolean> {
    const fact = { service_contract_id: row.id, kind: 'renewal_deadline', fact_key: `term:${row.term_no}` }
    if (await db.from('contract_alerts').where(fact).first()) return false
    try {
      await within(undefined, async (trx) => {
        const terms = JSON.stringify({ deadline: row.deadline_on })
        await trx.insertQuery().table('contract_alerts').insert({ ...fact, terms, raised_at: sqlInstant(now()) })
        await DeadlineNear.dispatch({ id: Number(row.id), number: row.number, company: row.company, deadlineOn: row.deadline_on }, trx)
      })
      return true
    } catch (error) {
      if (isDuplicate(error)) return false
      throw error
    }
  }

  private async remind(row: Row, today: CalendarDate): Promise<boolean> {
    try {
      return (await new WriteLetter().handle(Number(row.id), 'renewal_announced', today)).isNew
    } catch (error) {
      if (error instanceof DomainError || error instanceof BillingRefused) return false
      throw error
    }
  }
}

function daysOf(row: Row, windows: Map<string, ReminderDays>): ReminderDays | null {
  if (row.reminder_from_days !== null && row.reminder_to_days !== null) return { from: Number(row.reminder_from_days), to: Number(row.reminder_to_days) }
  return windows.get(String(row.country ?? '').toUpperCase()) ?? null
}
