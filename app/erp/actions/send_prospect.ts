import { randomBytes } from 'node:crypto'
import type { CustomerToCreate } from '#contracts/erp'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { enqueue } from '#shared/outbox/enqueue'
import type OutboxMessage from '#shared/outbox/outbox_message'
import { companyValues, CUSTOMER_FIELD_OF, type CompanyField } from '#crm/rules/field_groups'
import WithdrawMessages from '#erp/actions/withdraw_messages'
import CustomerNotSendable from '#erp/errors/customer_not_sendable'
import ErpConnection from '#erp/models/erp_connection'
import { CUSTOMER_CREATION } from '#erp/outbox/customer_delivery'
import { customerReference } from '#erp/rules/customer_reference'

/** States in which a creation may still end with a customer in the ERP. */
const UNDER_WAY = ['pending', 'sending', 'unknown', 'held']

/**
 * Puts a prospect on its way into the ERP. It goes under a reference that stays with the company,
 * so that the customer is known again whichever way it first comes back.
 */
export default class SendProspect {
  /** @throws {CustomerNotSendable} */
  async handle(companyId: number, connectionId: number, trx?: Trx): Promise<OutboxMessage> {
    return within(trx, async (inner) => {
      const company = await inner.from('companies').where('id', companyId).forUpdate().firstOrFail()
      const connection = await ErpConnection.query({ client: inner }).where({ id: connectionId, isActive: true }).firstOrFail()
      if (company.customer_id) throw new CustomerNotSendable('is_customer')
      if (!connection.description?.capabilities.customers?.creates) throw new CustomerNotSendable('not_offered')
      if (!company.city || !company.country) throw new CustomerNotSendable('incomplete')
      const subject = { kind: CUSTOMER_CREATION, subject_type: 'company', subject_id: companyId }
      const open = await inner.from('outbox_messages').where(subject).whereIn('state', UNDER_WAY).first()
      if (open) throw new CustomerNotSendable('under_way')

      const reference = customerReference(randomBytes(8))
      await inner.from('companies').where('id', companyId).update({ erp_reference: reference, updated_at: sqlInstant(now()) })
      const values = companyValues(company)
      const named = Object.entries(CUSTOMER_FIELD_OF).map(([name, field]) => [field, values[name as CompanyField]])
      const payload = { ...Object.fromEntries(named), reference } as CustomerToCreate
      const message = { subjectType: 'company', subjectId: companyId, reference, target: String(connection.id), payload: { ...payload } }

      const sent = await enqueue(CUSTOMER_CREATION, message, inner)
      await new WithdrawMessages().handle(sent, inner)
      return sent
    })
  }
}
