import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import SaveRecord from '#shared/records/actions/save_record'
import type { Row, Values } from '#shared/records/record_type'
import type { KnownOrigin, OriginLine } from '#service_contracts/contract_origins'
import OriginImpossible from '#service_contracts/errors/origin_impossible'
import { SERVICE_CONTRACT } from '#service_contracts/records/service_contract'

/** Drafts the contract that a person made of an offer or an opportunity; lines taken from there stand in for those of its model. */
export default class BearOriginContract {
  /** @throws {OriginImpossible} */
  async handle(origin: KnownOrigin, { values, lineIds }: { values: Values; lineIds: readonly number[] }, actor: Actor, trx?: Trx): Promise<Row> {
    if (!origin.isReady) throw new OriginImpossible('not_ready')
    const lines = origin.lines.filter(({ id }) => lineIds.includes(Number(id)))
    if (lines.length > 0 && values.currency !== origin.currency) throw new OriginImpossible('currency', 'currency', { currency: origin.currency })

    return within(trx, async (inner) => {
      if (origin.confirm && !(await origin.confirm(inner))) throw new OriginImpossible('not_ready')
      const contract = await new SaveRecord().handle(SERVICE_CONTRACT, { id: null, values }, actor, inner)
      await inner.from('service_contracts').where('id', contract.id).update({ origin_type: origin.type, origin_id: origin.id })
      if (lines.length > 0) await this.takeLines(contract, lines, inner)
      const { ownerId = null, groupId = null } = origin.keepers ?? {}
      if (ownerId) await inner.from('contract_lines').where('service_contract_id', contract.id).update({ owner_id: ownerId, group_id: groupId })
      return contract
    })
  }

  private async takeLines(contract: Row, lines: readonly OriginLine[], trx: Trx): Promise<void> {
    await trx.from('contract_lines').where('service_contract_id', contract.id).delete()
    const at = sqlInstant(now())
    const rows = lines.map(({ productId, description, quantity, unitPrice }, index) => ({
      ...{ service_contract_id: contract.id, position: index + 1, product_id: productId, description: description.slice(0, 255), quantity, unit_price: unitPrice },
      ...{ starts_on: contract.starts_on, version: 1, created_at: at, updated_at: at },
    }))
    await insertMany(trx, 'contract_lines', rows)
  }
}
