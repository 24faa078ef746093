import type { ErpPriceList, ErpStockLevel } from '#contracts/erp'
import { DateTime } from 'luxon'
import { sqlInstant } from '#shared/clock'
import { currencyFault, decimalFault, firstFault, instantFault, optionalDateFault, partsFault, textFault } from '#mirror/rules/facts'
import type { Mirroring } from '#mirror/rules/mirroring'

/** Price lists with a price for each product, quantity and span of days. */
export const PRICE_LIST_MIRRORING: Mirroring<ErpPriceList> = {
  table: 'price_lists',
  parents: (list) => list.lines.map(({ productId }) => ({ entity: 'product', id: productId })),
  fault: (list) =>
    firstFault(
      textFault('code', list.code, 64),
      textFault('name', list.name, 255),
      currencyFault('currency', list.currency),
      optionalDateFault('first day', list.validFrom),
      optionalDateFault('last day', list.validUntil),
      partsFault('lines', list.lines, (line) =>
        firstFault(
          textFault('product', line.productId, 64),
          decimalFault('from quantity', line.fromQuantity),
          decimalFault('unit price', line.unitPrice),
          optionalDateFault('first day', line.validFrom),
          optionalDateFault('last day', line.validUntil)
        )
      )
    ),
  facts: (list) => ({
    code: list.code,
    name: list.name,
    currency: list.currency,
    includes_tax: list.includesTax,
    is_active: list.isActive,
    valid_from: list.validFrom,
    valid_until: list.validUntil,
  }),
  parts: [
    {
      table: 'price_list_lines',
      parentColumn: 'price_list_id',
      rows: (list, idOf) =>
        list.lines.map((line) => ({
          external_id: line.id,
          product_id: idOf('product', line.productId),
          from_quantity: line.fromQuantity,
          unit_price: line.unitPrice,
          valid_from: line.validFrom,
          valid_until: line.validUntil,
        })),
    },
  ],
}

/** What of a product lies at a site. */
export const STOCK_LEVEL_MIRRORING: Mirroring<ErpStockLevel> = {
  table: 'stock_levels',
  parents: ({ productId, siteId }) => [
    { entity: 'product', id: productId },
    { entity: 'site', id: siteId },
  ],
  fault: (level) =>
    firstFault(
      textFault('product', level.productId, 64),
      textFault('site', level.siteId, 64),
      decimalFault('quantity', level.quantity),
      level.available === null ? null : decimalFault('available quantity', level.available),
      level.asOf === null ? null : instantFault('time of the level', level.asOf)
    ),
  facts: ({ productId, siteId, quantity, available, asOf }, idOf) => ({
    product_id: idOf('product', productId),
    erp_site_id: idOf('site', siteId),
    quantity,
    available,
    as_of: asOf === null ? null : sqlInstant(DateTime.fromISO(asOf)),
  }),
  parts: [],
}
