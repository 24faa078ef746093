import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { todayIn } from '#shared/clock'
import type { Row } from '#shared/records/record_type'
import { ENTRY_FIELDS, type EntryKind } from '#installed_base/rules/hand_entry'

/** The form of an entry: what it asks for, and where the item stands until now. */
export async function entryForm(item: Row, kind: EntryKind, actor: Actor) {
  const fields = ENTRY_FIELDS[kind]
  const site = item.site_id && kind !== 'transferred' ? await db.from('installed_sites').where('id', Number(item.site_id)).first() : null
  const holder = await db.from('companies').select('id', 'name').where('id', Number(item.company_id)).first()
  return {
    item,
    kind,
    fields,
    today: todayIn(actor.timeZone),
    // somebody else's place is not the new holder's
    stands: kind === 'transferred' ? {} : item,
    siteOptions: site ? [{ value: site.id, label: site.name }] : [],
    // an item that is lent stays with its holder, or goes out to another company
    holderOptions: kind === 'transferred' ? [] : [{ value: holder.id, label: holder.name }],
  }
}
