import db from '@adonisjs/lucid/services/db'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { DomainError } from '#shared/errors/domain_error'
import { HOUSE, type Author } from '#shared/records/change_log'
import RenewContract from '#service_contracts/actions/renew_contract'
import { BillingRefused } from '#service_contracts/rules/billing_refused'
import { IN_FORCE } from '#service_contracts/rules/in_force'
import { deadlineOf } from '#service_contracts/rules/renewal/renewal_fields'

const BATCH = 500

export interface RenewalTally {
  seen: number
  renewed: number
  /** How often each reason kept a contract from being renewed. */
  left: Record<string, number>
}

/**
 * Renews every tacit contract whose notice deadline has passed without notice, one transaction for each.
 * Killed anywhere and run again it goes on where it stopped; run twice it renews nothing more.
 */
export default class RenewDueContracts {
  async handle(today: CalendarDate, author: Author = HOUSE): Promise<RenewalTally> {
    const tally: RenewalTally = { seen: 0, renewed: 0, left: {} }
    await this.settleDeadlines()
    for (let last = 0; ; ) {
      const due = await db.from('service_contracts').select('id').where('renewal_mode', 'tacit').whereIn('status', IN_FORCE).where('deadline_on', '<', today).where('id', '>', last).orderBy('id').limit(BATCH)
      if (due.length === 0) return tally
      for (const { id } of due) await this.renew(Number(id), today, author, tally)
      last = Number(due.at(-1)!.id)
    }
  }

  /** With a notice longer than a term, several terms may be due at once. */
  private async renew(id: number, today: CalendarDate, author: Author, tally: RenewalTally): Promise<void> {
    tally.seen += 1
    try {
      for (let step = await new RenewContract().tacitly(id, today, author); ; step = await new RenewContract().tacitly(id, today, author)) {
        if (typeof step !== 'string') {
          tally.renewed += 1
          continue
        }
        if (step !== 'before_deadline') tally.left[step] = (tally.left[step] ?? 0) + 1
        return
      }
    } catch (error) {
      if (!(error instanceof DomainError || error instanceof BillingRefused)) throw error
      const reason = 'refusal' in error ? String(error.refusal) : 'refused'
      tally.left[reason] = (tally.left[reason] ?? 0) + 1
    }
  }

  /** Contracts that came in by another way than a screen have no deadline yet. */
  private async settleDeadlines(): Promise<void> {
    const rows = await db.from('service_contracts').whereNull('deadline_on').whereNotNull('ends_on')
    for (const row of rows) await db.from('service_contracts').where('id', row.id).update({ deadline_on: deadlineOf(row) })
  }
}
