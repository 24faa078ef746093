import type { CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import type { Author } from '#shared/records/change_log'
import ExtendLines, { type LinesRenewed } from '#service_contracts/actions/extend_lines'

/** Takes renewals back that begin on a day or later: what was billed of them is credited by the next run. */
export default class TakeBackTerms {
  async handle(contract: Record<string, any>, from: CalendarDate, author: Author, trx: Trx): Promise<void> {
    const terms = await trx
      .from('contract_terms')
      .where('service_contract_id', contract.id)
      .whereNotNull('live_key')
      .where('starts_on', '>=', from)
      .where('term_no', '>', 1)
      .orderBy('term_no', 'desc')
    for (const term of terms) {
      const done = JSON.parse(term.lines) as LinesRenewed
      await new ExtendLines().undo(done, { startsOn: term.starts_on }, trx)
      const reason = `${author.name ?? ''} ${from}`.trim()
      await trx.from('contract_terms').where('id', term.id).update({ live_key: null, withdrawn_at: sqlInstant(now()), withdrawn_reason: reason })
    }
    if (terms.length > 0) await trx.from('service_contracts').where('id', contract.id).update({ term_no: Number(terms.at(-1)!.term_no) - 1 })
  }
}
