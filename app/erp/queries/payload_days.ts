import db from '@adonisjs/lucid/services/db'
import PayloadPage from '#erp/models/payload_page'
import { unpacked } from '#erp/payload_body'
import type { ErpEntity } from '#contracts/erp'

const DAYS_SHOWN = 200

/** What the archive of a connection holds, by day and entity, newest first. */
export async function payloadDays(connectionId: number) {
  const rows = await db
    .from('payload_pages')
    .where('connection_id', connectionId)
    .select('received_on', 'entity')
    .count('* as pages')
    .sum('records as records')
    .sum('bytes as bytes')
    .groupBy('received_on', 'entity')
    .orderBy('received_on', 'desc')
    .orderBy('entity')
    .limit(DAYS_SHOWN)
  return rows.map((row) => ({
    day: row.received_on as string,
    entity: row.entity as ErpEntity,
    pages: Number(row.pages),
    records: Number(row.records),
    kilobytes: Math.ceil(Number(row.bytes) / 1024),
  }))
}

const PAGES_AT_ONCE = 20

/** The pages of an entity of one day, or of every later one, in the order they came. */
export async function* payloadsOf(connectionId: number, entity: ErpEntity, day: string, when: 'on' | 'after') {
  for (let after = 0; ; ) {
    const pages = await PayloadPage.query()
      .where({ connectionId, entity })
      .where('receivedOn', when === 'on' ? '=' : '>', day)
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGES_AT_ONCE)
    for (const { form, body } of pages) yield { form, content: await unpacked<unknown[]>(body) }
    if (pages.length < PAGES_AT_ONCE) return
    after = pages.at(-1)!.id
  }
}
