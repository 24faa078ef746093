import db from '@adonisjs/lucid/services/db'
import type { PdfDocument } from '#contracts/pdf'
import type { Actor } from '#shared/actor'
import { RecordList } from '#shared/records/queries/record_list'
import { onlyReachable } from '#shared/records/queries/visibility'
import { listRequest } from '#shared/records/rules/list_request'
import type { Row } from '#shared/records/record_type'
import { INSTALLED_ITEM } from '#installed_base/records/installed_item'

/** A sheet holds 24 of them; more is a job for several prints. */
const MOST = 500

type Query = Record<string, unknown>

/** The items whose labels were asked for: those of `ids`, or those a list shows. */
export async function labelledItems(query: Query, actor: Actor): Promise<Row[]> {
  const ids = String(query.ids ?? '').split(',').map(Number).filter((id) => Number.isSafeInteger(id) && id > 0)
  if (ids.length === 0) return (await new RecordList(INSTALLED_ITEM, { ...listRequest(INSTALLED_ITEM, query), cursor: null }, actor).page(MOST)).rows

  const rows = db.from('installed_items').select('*').whereIn('id', ids.slice(0, MOST)).orderBy('id')
  onlyReachable(rows, INSTALLED_ITEM, actor, 'view')
  return rows
}

/** The labels on paper, each with a code that leads to the item's page. */
export async function labelSheet(items: Row[], words: { title: string; scan: string; language: string }, url: string): Promise<PdfDocument> {
  const products = await db.from('products').select('id', 'name').whereIn('id', [...new Set(items.map(({ product_id: id }) => Number(id)))])
  const names = new Map(products.map(({ id, name }) => [Number(id), name as string]))
  const labels = items.map((item) => ({
    code: new URL(`/installed-base/items/${item.id}`, url).href,
    lines: [String(item.code), names.get(Number(item.product_id)) ?? '', String(item.serial ?? item.lot ?? '')].filter(Boolean),
  }))
  return { title: words.title, language: words.language, subtitle: words.scan, blocks: [{ kind: 'labels', labels }] }
}
