import db from '@adonisjs/lucid/services/db'
import type { Trx } from '#shared/database/transaction'

/** What coverage calls the products of a number, or the family of a code. A number may stand in several ERPs. */
export async function productNames(written: readonly string[], trx?: Trx): Promise<Map<string, string[]>> {
  const names = new Map<string, string[]>()
  if (written.length === 0) return names
  const client = trx ?? db
  const products = await client.from('products').select('id', 'number').whereIn('number', [...written])
  const families = await client.from('product_families').select('id', 'code').whereIn('code', [...written])
  for (const { number, id } of products) names.set(number, [...(names.get(number) ?? []), productName(id)])
  for (const { code, id } of families) names.set(code, [...(names.get(code) ?? []), familyName(id)])
  return names
}

export const productName = (id: number) => `P${id}`
export const familyName = (id: number) => `F${id}`
/** Commercial groups have names of their own, so that none is taken for a family. */
export const commercialGroupName = (id: number) => `G${id}`

/** The id of the product that coverage calls by this name; null for a family or another name. */
export const productIdOf = (name: string | null) => (/^P\d+$/.test(name ?? '') ? name!.slice(1) : null)
