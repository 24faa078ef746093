import type { Actor } from '#shared/actor'
import type { Trx } from '#shared/database/transaction'
import { Forbidden } from '#shared/errors/forbidden'
import SaveRecord from '#shared/records/actions/save_record'
import { recordType } from '#shared/records/registry'
import ContractImpossible from '#service_contracts/errors/contract_impossible'
import { IN_FORCE } from '#service_contracts/rules/in_force'
import type { LineAdded } from '#service_contracts/rules/change_asked'

/**
 * Adds an item to a contract in force from a day on; its periods are those of the contract.
 *
 * @throws {ContractImpossible} when the contract does not run, or the day lies outside it
 * @throws {Forbidden} when the person may not add lines
 */
export default class AddLine {
  async handle(contract: { id: number; status: string }, { on, description, quantity, price, itemId }: LineAdded, actor: Actor, trx: Trx): Promise<number> {
    if (!IN_FORCE.includes(contract.status)) throw new ContractImpossible(undefined, 'not_running')
    if (!actor.may('contract_line', 'create')) throw new Forbidden('contract_line.create')
    const values = { service_contract_id: contract.id, description, quantity, unit_price: price, starts_on: on, installed_item_id: itemId, is_aligned: true }
    const line = await new SaveRecord().handle(recordType('contract_line'), { id: null, values }, actor, trx)
    return Number(line.id)
  }
}
