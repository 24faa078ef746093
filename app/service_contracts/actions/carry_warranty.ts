import { addDays, latest, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { HOUSE, logChanges } from '#shared/records/change_log'
import { warrantySettings } from '#warranty/queries/warranty_settings'

interface Exchanged {
  itemId: number
  replacementId: number
  on: CalendarDate
}

/**
 * The warranty of an exchanged item goes on for the item in its place, on a line of its own: for what is left of it,
 * or for the days that the house grants a replacement, whichever is longer.
 */
export default class CarryWarranty {
  async handle({ itemId, replacementId, on }: Exchanged, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const { replacementDays } = await warrantySettings(inner)
      const granted = replacementDays ? addDays(on, replacementDays) : on
      const lines = await inner
        .from('contract_lines')
        .join('service_contracts', 'service_contracts.id', 'contract_lines.service_contract_id')
        .where({ kind: 'warranty', 'contract_lines.installed_item_id': itemId })
        .whereIn('service_contracts.status', ['active', 'draft'])
        .where((open) => void open.whereNull('contract_lines.ends_on').orWhere('contract_lines.ends_on', '>', on))
        .where((open) => void open.whereNull('service_contracts.ends_on').orWhere('service_contracts.ends_on', '>', on))
        .select('contract_lines.*', 'service_contracts.ends_on as contract_ends_on')
        .forUpdate()

      for (const { contract_ends_on: contractEnd, ...line } of lines) {
        const left = (line.ends_on ?? contractEnd) as CalendarDate | null
        const endsOn = left === null ? null : latest(left, granted)
        const changes: Record<string, [unknown, unknown]> = { installed_item_id: [itemId, replacementId] }
        if (endsOn !== null && contractEnd !== null && endsOn > contractEnd) {
          await this.prolong(line.service_contract_id, contractEnd, endsOn, inner)
          changes.ends_on = [contractEnd, endsOn]
        }
        await this.handOn(line, { on, replacementId, endsOn: endsOn === left ? line.ends_on : endsOn }, inner)
        await logChanges([{ recordType: 'service_contract', recordId: Number(line.service_contract_id), kind: 'changed', changes }], HOUSE, inner)
      }
    })
  }

  private async handOn(line: Record<string, any>, next: { on: CalendarDate; replacementId: number; endsOn: CalendarDate | null }, trx: Trx): Promise<void> {
    const { id, ...kept } = line
    const at = sqlInstant(now())
    const from = latest(line.starts_on, next.on)
    await trx.from('contract_lines').where('id', id).update({ ends_on: from, updated_at: at })
    const [last] = await trx.from('contract_lines').where('service_contract_id', line.service_contract_id).max('position as position')
    const added = { ...kept, position: Number(last.position) + 1, starts_on: from, ends_on: next.endsOn, installed_item_id: next.replacementId, version: 1, created_at: at, updated_at: at }
    await trx.insertQuery().table('contract_lines').insert(added)
  }

  /** The contract lasts longer for the replacement alone; its other lines end when they would have ended. */
  private async prolong(contractId: number, from: CalendarDate, to: CalendarDate, trx: Trx): Promise<void> {
    const at = sqlInstant(now())
    await trx.from('contract_lines').where('service_contract_id', contractId).whereNull('ends_on').update({ ends_on: from, updated_at: at })
    await trx.from('service_contracts').where('id', contractId).update({ ends_on: to, updated_at: at })
  }
}
