import db from '@adonisjs/lucid/services/db'
import type { Finding } from '#erp/rules/finding'

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
  const rows = await db
    .from('delivery_lines')
    .join('deliveries', 'deliveries.id', 'delivery_lines.delivery_id')
    .where({ 'deliveries.connection_id': connectionId, 'deliveries.is_cancelled': false })
    .whereNull('deliveries.gone_at')
    .whereNull('delivery_lines.gone_at')
    .groupBy('delivery_lines.product_id')
    .select('delivery_lines.product_id as id', db.raw(`sum(${sign} * ${amount('delivery_lines.quantity')}) as total`))

  return byProduct(rows)
}

async function installedByProduct(connectionId: number): Promise<Map<number, number>> {
  const told = db.from('installed_item_events').where('connection_id', connectionId).whereNotNull('delivery_id').whereNotNull('item_key').select('item_key')
  const rows = await db
    .from('installed_items')
    .where('is_open', true)
    .whereIn('item_key', told)
    .groupBy('product_id')
    .select('product_id as id', db.raw(`sum(${amount('quantity')}) as total`))

  return byProduct(rows)
}

function byProduct(rows: { id: unknown; total: unknown }[]): Map<number, number> {
  return new Map(rows.map(({ id, total }) => [Number(id), Number(total)]))
}

const shown = (sum = 0) => String(Number(sum.toFixed(6)))
