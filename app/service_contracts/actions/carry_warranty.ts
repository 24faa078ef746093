import type { CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { HOUSE, logChanges } from '#shared/records/change_log'

interface Replaced {
  itemId: number
  replacementId: number
  on: CalendarDate
}

/** What is left of the warranty of a replaced item goes on for the item in its place, on a line of its own. */
export default class CarryWarranty {
  async handle({ itemId, replacementId, on }: Replaced, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const lines = await inner
        .from('contract_lines')
        .join('service_contracts', 'service_contracts.id', 'contract_lines.service_contract_id')
        .where({ kind: 'warranty', 'contract_lines.installed_item_id': itemId })
        .whereIn('service_contracts.status', ['active', 'draft'])
        .where((open) => void open.whereNull('contract_lines.ends_on').orWhere('contract_lines.ends_on', '>', on))
        .select('contract_lines.*')
        .forUpdate()
      const at = sqlInstant(now())
      for (const { id, ...line } of lines) {
        const from = line.starts_on > on ? line.starts_on : on
        await inner.from('contract_lines').where('id', id).update({ ends_on: from, updated_at: at })
        const [last] = await inner.from('contract_lines').where('service_contract_id', line.service_contract_id).max('position as position')
        const next = { ...line, position: Number(last.position) + 1, starts_on: from, installed_item_id: replacementId, version: 1, created_at: at, updated_at: at }
        await inner.insertQuery().table('contract_lines').insert(next)
        const changes = { installed_item_id: [itemId, replacementId] as [unknown, unknown] }
        await logChanges([{ recordType: 'service_contract', recordId: Number(line.service_contract_id), kind: 'changed', changes }], HOUSE, inner)
      }
    })
  }
}
