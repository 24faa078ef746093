import type { CustomerChanges, ErpConnector, ErpCustomer } from '#contracts/erp'
import type { DeliveryOutcome, LookUpOutcome, Problem } from '#shared/outbox/kinds'
import { departureOf, type Departure } from '#crm/queries/departure_of'
import { CUSTOMER_FIELD_OF, type CompanyValues } from '#crm/rules/field_groups'
import { mergedRecord } from '#crm/rules/field_merge'
import RememberWritten from '#crm/actions/remember_written'
import ErpRefused from '#erp/errors/erp_refused'
import { failedOutcome, problemOf, unsentOutcome } from '#erp/outbox/customer_delivery'
import { customerValues, notTaken, stillToWrite } from '#erp/rules/customer_values'

const MOST_READINGS = 3
const GONE: Problem = { code: 'customer_unknown', sentence: 'The ERP no longer has this customer' }

/**
 * Tells the ERP what a company says differently. The record is read again and merged first, so
 * that only what the policies send goes out, against the version just read; when somebody there
 * was quicker it is read and merged anew.
 */
export default class DeliverCustomerChange {
  constructor(protected connector: ErpConnector) {}

  async handle(companyId: number): Promise<DeliveryOutcome> {
    for (let reading = 1; ; reading++) {
      const departure = await departureOf(companyId)
      if (!departure) return { outcome: 'accepted', reply: { customer: null, written: {} } }
      let theirs: ErpCustomer | null
      try {
        theirs = await this.connector.readOne('customer', departure.externalId)
      } catch (error) {
        return unsentOutcome(error)
      }
      if (theirs === null) return { outcome: 'refused', problem: GONE }
      const changes = changesFor(departure, theirs)
      if (Object.keys(changes).length === 0) return { outcome: 'accepted', reply: { customer: theirs, written: {} } }

      try {
        await new RememberWritten().handle(departure.customerId, asCompanyValues(changes))
        const customer = await this.connector.customers!.update(departure.externalId, changes, theirs.version ?? null)
        const missed = notTaken(changes, customerValues(customer))
        const reply = { customer, written: asCompanyValues(changes) }
        if (missed.length > 0) return { outcome: 'differs', reply, problem: { code: 'not_taken', sentence: missed.join('; ') } }
        return { outcome: 'accepted', reply }
      } catch (error) {
        const isOutrun = error instanceof ErpRefused && error.code === 'changed_meanwhile'
        if (!isOutrun) return failedOutcome(error)
        if (reading === MOST_READINGS) return { outcome: 'unavailable', problem: problemOf(error) }
      }
    }
  }

  /** A change says the same however often it is sent; what the ERP holds by now is found by reading. */
  async lookUp(companyId: number): Promise<LookUpOutcome> {
    const departure = await departureOf(companyId)
    if (!departure) return { outcome: 'accepted', reply: { customer: null, written: {} } }
    try {
      const customer = await this.connector.readOne('customer', departure.externalId)
      if (customer === null || Object.keys(changesFor(departure, customer)).length > 0) return { outcome: 'not_found' }
      return { outcome: 'accepted', reply: { customer, written: {} } }
    } catch (error) {
      return { outcome: 'look_up_failed', problem: problemOf(error) }
    }
  }
}

function changesFor({ policies, ours, binding }: Departure, theirs: ErpCustomer): CustomerChanges {
  const held = customerValues(theirs)
  const { toSend, values } = mergedRecord(policies, ours, asCompanyValues(held) as CompanyValues, binding, theirs.changedAt ?? null)
  return stillToWrite(Object.fromEntries(toSend.map((field) => [CUSTOMER_FIELD_OF[field], values[field]])), held)
}

function asCompanyValues(values: CustomerChanges): Partial<CompanyValues> {
  const named = Object.entries(CUSTOMER_FIELD_OF).filter(([, field]) => field in values)
  return Object.fromEntries(named.map(([name, field]) => [name, values[field] ?? null]))
}
