import type { CustomerToCreate, ErpCustomer } from '#contracts/erp'
import type { CompanyValues } from '#crm/rules/field_groups'
import { registerOutboxKind } from '#shared/outbox/kinds'
import type OutboxMessage from '#shared/outbox/outbox_message'
import AbsorbCustomer from '#erp/actions/absorb_customer'
import DeliverCustomer from '#erp/actions/deliver_customer'
import DeliverCustomerChange from '#erp/actions/deliver_customer_change'
import {
  CUSTOMER_CHANGE,
  CUSTOMER_CREATION,
  customerLane,
  NO_CONNECTION,
  NOT_OFFERED,
  withCustomerConnector,
} from '#erp/outbox/customer_delivery'
import WithdrawMessages from '#erp/actions/withdraw_messages'
import type { Trx } from '#shared/database/transaction'

const customerOf = (message: OutboxMessage) => message.payload as unknown as CustomerToCreate

const shared = { settleSeconds: 120, attemptSeconds: 300, lane: customerLane }

/** Messages that make a prospect a customer of the ERP: the payload is the customer, the subject the company. */
registerOutboxKind(CUSTOMER_CREATION, {
  ...shared,
  deliver: async (message) =>
    (await withCustomerConnector(message, async ({ customers }) =>
      customers ? new DeliverCustomer(customers).handle(customerOf(message)) : { outcome: 'blocked' as const, problem: NOT_OFFERED }
    )) ?? { outcome: 'blocked', problem: NO_CONNECTION },
  lookUp: async (message) =>
    (await withCustomerConnector(message, async ({ customers }) =>
      customers ? new DeliverCustomer(customers).lookUp(customerOf(message)) : { outcome: 'look_up_failed' as const, problem: NOT_OFFERED }
    )) ?? { outcome: 'look_up_failed', problem: NO_CONNECTION },
  onDone: absorb,
})

/** Messages that tell the ERP what a company says differently, as it stands when the message is delivered. */
registerOutboxKind(CUSTOMER_CHANGE, {
  ...shared,
  deliver: async (message) =>
    (await withCustomerConnector(message, async (connector) =>
      connector.customers ? new DeliverCustomerChange(connector).handle(message.subjectId) : { outcome: 'blocked' as const, problem: NOT_OFFERED }
    )) ?? { outcome: 'blocked', problem: NO_CONNECTION },
  lookUp: async (message) =>
    (await withCustomerConnector(message, (connector) => new DeliverCustomerChange(connector).lookUp(message.subjectId))) ?? {
      outcome: 'look_up_failed',
      problem: NO_CONNECTION,
    },
  onDone: async (message, trx) => {
    await absorb(message, trx)
    await new WithdrawMessages().handle(message, trx)
  },
})

async function absorb(message: OutboxMessage, trx: Trx): Promise<void> {
  const { customer, written } = (message.reply ?? {}) as { customer?: ErpCustomer | null; written?: Partial<CompanyValues> }
  if (customer) await new AbsorbCustomer().handle(Number(message.target), customer, message.subjectId, written, trx)
}
