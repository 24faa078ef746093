import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import type { Trx } from '#shared/database/transaction'
import { onlyReachable } from '#shared/records/queries/visibility'
import { recordType } from '#shared/records/registry'
import type { Row } from '#shared/records/record_type'
import { contractOrigin } from '#service_contracts/contract_origins'

/** The contracts made of a record, for its page, and where the next one is made; null before one can be. */
export function contractsOf(type: string) {
  return async (row: Row, actor: Actor): Promise<Record<string, unknown> | null> => {
    if (!actor.may('service_contract', 'view')) return null
    const origin = await contractOrigin(`${type}:${row.id}`, actor)
    const contracts = await contractsMade(type, row.id, actor)
    if (!origin || (!origin.isReady && contracts.length === 0)) return null
    const products = origin.lines.flatMap(({ productId }) => productId ?? [])
    return {
      contracts,
      createHref: origin.isReady && actor.may('service_contract', 'create') ? `/service-contracts/births/new?origin=${type}:${row.id}` : null,
      isBornByOrder: origin.isReady && (await carryModels(products)),
    }
  }
}

/** The first contract that was made of a record, drafts too. */
export async function contractMadeOf(type: string, id: number, trx: Trx): Promise<{ kind: 'contract'; number: string } | null> {
  const contract = await trx.from('service_contracts').where({ origin_type: type, origin_id: id }).orderBy('id').first()
  return contract ? { kind: 'contract', number: String(contract.number) } : null
}

/** Where a contract that was made of something comes from; null for others, and out of reach. */
export async function originOf(contract: Row, actor: Actor) {
  if (!contract.origin_type) return null
  return contractOrigin(`${contract.origin_type}:${contract.origin_id}`, actor)
}

async function contractsMade(type: string, id: number, actor: Actor): Promise<Row[]> {
  const query = db.from('service_contracts').where({ origin_type: type, origin_id: id })
  onlyReachable(query, recordType('service_contract'), actor, 'view')
  return query.select('id', 'number', 'title', 'status').orderBy('id')
}

/** Whether an order of these products gives birth to contracts by itself. */
async function carryModels(productIds: number[]): Promise<boolean> {
  if (productIds.length === 0) return false
  const assigned = await db.from('contract_model_products').whereIn('product_id', productIds).first()
  if (assigned) return true
  const coded = await db.from('products').join('contract_models', 'contract_models.code', 'products.contract_model').whereIn('products.id', productIds).select('products.id').first()
  return Boolean(coded)
}
