import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import type { Row } from '#shared/records/record_type'
import { productParts } from '#mirror/product_parts'
import { offerOf } from '#mirror/queries/erp_offer'

const SHOWN = 50

/** What lies of a product at each site, and what it costs by each price list, as far as the person may see it. */
export async function productPanel(row: Row, actor: Actor) {
  const offer = await offerOf(Number(row.connection_id))

  return {
    parts: await productParts(row, actor),
    stock: actor.may('stock_level', 'view') ? await stockOf(row.id) : null,
    stockOffer: offer('stock_level'),
    prices: actor.may('price_list', 'view') ? await pricesOf(row.id) : null,
    priceOffer: offer('price_list'),
  }
}

function stockOf(productId: number) {
  return db
    .from('stock_levels')
    .join('erp_sites', 'erp_sites.id', 'stock_levels.erp_site_id')
    .where('stock_levels.product_id', productId)
    .whereNull('stock_levels.gone_at')
    .select('stock_levels.id', 'quantity', 'available', 'as_of', 'erp_sites.code', 'erp_sites.name', 'erp_sites.id as site_id')
    .select('stock_levels.mirrored_at as read_at')
    .orderBy('erp_sites.name')
    .limit(SHOWN)
}

function pricesOf(productId: number) {
  return db
    .from('price_list_lines')
    .join('price_lists', 'price_lists.id', 'price_list_lines.price_list_id')
    .where('price_list_lines.product_id', productId)
    .whereNull('price_list_lines.gone_at')
    .whereNull('price_lists.gone_at')
    .where('price_lists.is_active', true)
    .select('price_list_lines.*', 'price_lists.name', 'price_lists.currency', 'price_lists.includes_tax')
    .select('price_lists.valid_from as list_from', 'price_lists.valid_until as list_until')
    .orderBy('price_lists.name')
    .orderBy('price_list_lines.id')
    .limit(SHOWN)
}
