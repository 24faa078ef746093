import db from '@adonisjs/lucid/services/db'
import { chunks } from '#shared/database/bulk'
import type { Finding } from '#erp/rules/finding'

const KEYS_IN_A_QUESTION = 400

/** Quantities are decimal text; six decimals are enough to tell whether two sums are the same. */
const amount = (column: string) => `cast(${column} as decimal(24, 6))`

/**
 * Products of which not as many are installed as were delivered and lent less those that came
 * back. Items that somebody entered by hand have no delivery and are left out.
 */
export async function installedItemFindings(connectionId: number): Promise<Finding[]> {
  const [delivered, installed] = [await deliveredByProduct(connectionId), await installedByProduct(connectionId)]
  const ids = [...new Set([...delivered.keys(), ...installed.keys()])]
  const differing = ids.filter((id) => Math.abs((delivered.get(id) ?? 0) - (installed.get(id) ?? 0)) > 0.000_001)
  if (differing.length === 0) return []

  const products = await db.from('products').whereIn('id', differing).select('id', 'number', 'name').orderBy('number')
  return products.map(({ id, number, name }) => ({
    cause: 'items_differ',
    key: String(id),
    subject: `${number} ${name}`.slice(0, 190),
    ours: shown(installed.get(Number(id))),
    theirs: shown(delivered.get(Number(id))),
    href: `/installed-base/items?f_product_id=${id}`,
    theirHref: `/mirror/delivery-lines?f_product_id=${id}`,
  }))
}

async function deliveredByProduct(connectionId: number): Promise<Map<number, number>> {
  const sign = "case when deliveries.kind = 'return' then -1 else 1 end"
  // a notice of consumption moves nothing
  const rows = await db
    .from('delivery_lines')
    .join('deliveries', 'deliveries.id', 'delivery_lines.delivery_id')
    .where({ 'deliveries.connection_id': connectionId, 'deliveries.is_cancelled': false })
    .whereNot('deliveries.kind', 'consumption')
    .whereNull('deliveries.gone_at')
    .whereNull('delivery_lines.gone_at')
    .groupBy('delivery_lines.product_id')
    .select('delivery_lines.product_id as id', db.raw(`sum(${sign} * ${amount('delivery_lines.quantity')}) as total`))

  return byProduct(rows)
}

async function installedByProduct(connectionId: number): Promise<Map<number, number>> {
  const told = toldKeys(connectionId)
  const parts = await partsOf(connectionId)
  const rows = await db
    .from('installed_items')
    .where('is_open', true)
    .where((either) => void either.whereIn('item_key', told.clone().select('item_key')).orWhereIn('item_key', parts))
    .groupBy('product_id')
    .select('product_id as id', db.raw(`sum(${amount('quantity')}) as total`))

  return byProduct(rows)
}

function toldKeys(connectionId: number) {
  return db.from('installed_item_events').where('connection_id', connectionId).whereNotNull('delivery_id').whereNotNull('item_key')
}

/** Items that people, or notices of consumption, parted from what was delivered. */
async function partsOf(connectionId: number): Promise<string[]> {
  const events = () => db.from('installed_item_events').where('is_newest', true)
  const consumed = await events().where('connection_id', connectionId).whereIn('kind', ['consumed', 'unconsumed']).whereNull('serial').select('source_key')
  const splits = await events().where({ kind: 'split', is_cancelled: false }).select('item_key', 'source_key')
  const wholes = new Map(splits.map((split) => [split.source_key as string, split.item_key as string]))
  const rootOf = (key: string): string => (wholes.has(key) ? rootOf(wholes.get(key)!) : key)

  const roots = new Set(consumed.map((event) => event.source_key as string))
  for (const keys of chunks([...new Set(splits.map((split) => rootOf(split.item_key)))], KEYS_IN_A_QUESTION)) {
    for (const row of await toldKeys(connectionId).whereIn('item_key', keys).distinct('item_key')) roots.add(row.item_key)
  }
  const split = [...wholes.keys()].filter((key) => roots.has(rootOf(key)))
  return [...consumed.map((event) => event.source_key as string), ...split]
}

function byProduct(rows: { id: unknown; total: unknown }[]): Map<number, number> {
  return new Map(rows.map(({ id, total }) => [Number(id), Number(total)]))
}

const shown = (sum = 0) => String(Number(sum.toFixed(6)))
