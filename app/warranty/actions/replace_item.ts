import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import type { Row } from '#shared/records/record_type'
import RecordHandEntry from '#installed_base/actions/record_hand_entry'
import ClaimImpossible from '#warranty/errors/claim_impossible'

/** Exchanges the item of a claim for the one with the serial number that the claim captured; answers the new item's id. */
export default class ReplaceItem {
  /** @throws {ClaimImpossible} {@link EntryImpossible} */
  async handle(claim: Row, actor: Actor, trx?: Trx): Promise<number> {
    const today = todayIn(actor.timeZone)
    const on = claim.replaced_on as CalendarDate | null
    if (!on || on > today || on < String(claim.failed_on)) throw new ClaimImpossible('replacement', 'replaced_on')

    return within(trx, async (inner) => {
      const item = await inner.from('installed_items').where('id', Number(claim.installed_item_id)).forUpdate().firstOrFail()
      if (!item.is_open) throw new ClaimImpossible('item_closed')
      const replacement = { serial: String(claim.replacement_serial), quantity: '1' }
      await new RecordHandEntry().handle(Number(item.id), { kind: 'exchanged', on, note: String(claim.number), quantity: '1', replacement }, today, actor, inner)

      const { replaced_by_id: replacementId } = await inner.from('installed_items').where('id', item.id).firstOrFail()
      return Number(replacementId)
    })
  }
}
