import type { CustomerToCreate, ErpCustomer, ErpCustomerIntake } from '#contracts/erp'
import type { DeliveryOutcome, LookUpOutcome } from '#shared/outbox/kinds'
import { failedOutcome, problemOf, unsentOutcome } from '#erp/outbox/customer_delivery'

/** Creates a customer in the ERP, or finds the one an earlier call created: the reference is looked up before anything is sent. */
export default class DeliverCustomer {
  constructor(protected intake: ErpCustomerIntake) {}

  async handle(customer: CustomerToCreate): Promise<DeliveryOutcome> {
    let found: ErpCustomer[]
    try {
      found = await this.intake.find(customer.reference)
    } catch (error) {
      return unsentOutcome(error)
    }
    if (found.length > 0) return settled(found)

    try {
      return settled([await this.intake.create(customer)])
    } catch (error) {
      return failedOutcome(error)
    }
  }

  async lookUp({ reference }: CustomerToCreate): Promise<LookUpOutcome> {
    try {
      const found = await this.intake.find(reference)
      return found.length === 0 ? { outcome: 'not_found' } : settled(found)
    } catch (error) {
      return { outcome: 'look_up_failed', problem: problemOf(error) }
    }
  }
}

function settled(found: ErpCustomer[]) {
  const numbers = found.map(({ number }) => number).join(', ')
  if (found.length > 1) return { outcome: 'differs' as const, problem: { code: 'several', sentence: numbers } }
  return { outcome: 'accepted' as const, reply: { customer: found[0] } }
}
