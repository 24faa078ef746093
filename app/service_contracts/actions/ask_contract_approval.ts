import type { Actor } from '#shared/actor'
import { within } from '#shared/database/transaction'
import { currencyExponent } from '#shared/money/currency'
import { decimalText } from '#shared/money/decimal'
import AskApproval from '#workflow/actions/ask_approval'
import StepImpossible from '#service_contracts/errors/step_impossible'
import { contractValue } from '#service_contracts/queries/contract_value'
import { signingStanding } from '#service_contracts/queries/signing/signing_standing'
import { obstaclesOf } from '#service_contracts/rules/signing/next_steps'

/**
 * Asks those whom the contract's model names to approve its terms as they stand; the value
 * over the term decides which steps are asked.
 *
 * @throws {StepImpossible} with every obstacle
 */
export default class AskContractApproval {
  async handle(contractId: number, actor: Actor): Promise<number> {
    return within(undefined, async (trx) => {
      const contract = await trx.from('service_contracts').where('id', contractId).forUpdate().firstOrFail()
      const standing = await signingStanding(contract, trx)
      const { ask_approval: obstacles } = obstaclesOf(standing)
      if (obstacles.length > 0) throw new StepImpossible(obstacles)

      const value = await contractValue(contract, trx)
      const scale = currencyExponent(contract.currency)
      const amount = value === null ? null : decimalText({ unscaled: BigInt(value), scale })
      const title = [contract.number, contract.title].filter(Boolean).join(' ')
      const subject = { subjectType: 'service_contract', subjectId: contractId, title, href: `/service-contracts/contracts/${contractId}` }
      return new AskApproval().handle({ ...subject, flowId: standing.flowId!, amount, currency: contract.currency }, actor, trx)
    })
  }
}
