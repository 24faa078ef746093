import db from '@adonisjs/lucid/services/db'
import { now, todayIn } from '#shared/clock'
import AdmitSandboxCustomer from '#erp/actions/admit_sandbox_customer'
import MoveSandboxStock from '#erp/actions/move_sandbox_stock'
import ValidateSandboxDraft from '#erp/actions/validate_sandbox_draft'
import WriteSandboxDraft from '#erp/actions/write_sandbox_draft'
import WriteSandboxOrder from '#erp/actions/write_sandbox_order'
import { beginSession } from '#erp/connectors/sandbox/api/api_access'
import type { ApiAnswer, Wrong } from '#erp/connectors/sandbox/api/api_answers'
import { typedChanges, typedCustomer, typedStamp } from '#erp/connectors/sandbox/api/api_customers'
import { openFrom, typedDraft, typedLine } from '#erp/connectors/sandbox/api/api_drafts'
import { typedOrder, typedOrderLine, typedStockMove } from '#erp/connectors/sandbox/api/api_orders'
import type { FaultOperation } from '#erp/connectors/sandbox/api/api_faults'
import { listed, RESOURCES, single } from '#erp/connectors/sandbox/api/api_lists'
import { sandboxSettings } from '#erp/connectors/sandbox/sandbox_settings'
import { answer, rowXml } from '#erp/connectors/sandbox/soap/soap_answers'

type Params = Record<string, unknown>

interface SoapOperation {
  fault: FaultOperation
  work(params: Params, wrong: Wrong): Promise<ApiAnswer>
}

const text = (value: unknown) => String(value ?? '')
const record = (value: unknown) => (value && typeof value === 'object' ? (value as Params) : {})
const settings = () => sandboxSettings(db.connection())

/** The answer to a login, the only call without a session. */
export async function openSession({ user, key }: Params): Promise<ApiAnswer> {
  const session = await beginSession(user, key)
  return session ? answer('openSession', `<session>${session}</session>`) : answer('openSession', '', 'LOGIN', 'LOGIN', 'There is no such user with this key')
}

/** Every other operation of the sandbox's SOAP service. */
export const SOAP_OPERATIONS: Record<string, SoapOperation> = {
  company: {
    fault: 'read',
    work: async (_, { skewSeconds }) => {
      const { company, currency, timeZone, closedUntil } = await settings()
      const time = now().toUnixInteger() + skewSeconds
      return answer('company', rowXml('company', { name: company, currency, zone: timeZone, release: '1.0', time, open_from: openFrom(closedUntil) }))
    },
  },
  list: {
    fault: 'read',
    work: async ({ kind, filter }) => {
      if (!Object.hasOwn(RESOURCES, text(kind))) return answer('list', '', 'REFUSED', 'NO_RESOURCE', `There is nothing called ${text(kind)}`)
      const rows = await listed(text(kind), record(filter))
      return rows.length === 0 ? answer('list', '', 'NOTHING') : answer('list', `<rows>${rowXml('row', rows)}</rows>`)
    },
  },
  get: {
    fault: 'read',
    work: async ({ kind, no }) => {
      const row = Object.hasOwn(RESOURCES, text(kind)) ? await single(text(kind), text(no)) : null
      return row ? answer('get', rowXml('row', row)) : answer('get', '', 'NOTHING')
    },
  },
  createCustomer: {
    fault: 'create',
    work: async ({ customer }) => {
      const no = await new AdmitSandboxCustomer().create(typedCustomer(record(customer)))
      return answer('createCustomer', `<customer no="${no}"/>`)
    },
  },
  changeCustomer: {
    fault: 'change',
    work: async ({ no, customer }) => {
      const { timeZone } = await settings()
      await new AdmitSandboxCustomer().change(Number(no) || 0, typedChanges(record(customer)), typedStamp(record(customer), timeZone))
      return answer('changeCustomer', '')
    },
  },
  createInvoice: {
    fault: 'create',
    work: async ({ invoice }) => {
      const id = await new WriteSandboxDraft().handle(typedDraft(record(invoice)))
      return answer('createInvoice', `<invoice no="${id}"/>`)
    },
  },
  addInvoiceLine: {
    fault: 'add_line',
    work: async ({ no, line }) => {
      const { currency } = await settings()
      await new WriteSandboxDraft().addLine(Number(no), typedLine(record(line), currency))
      return answer('addInvoiceLine', '')
    },
  },
  validateInvoice: {
    fault: 'validate',
    work: async ({ no }) => {
      const { timeZone } = await settings()
      const isNew = await new ValidateSandboxDraft().handle(Number(no), todayIn(timeZone))
      return answer('validateInvoice', '', isNew ? 'OK' : 'ALREADY')
    },
  },
  discardInvoice: {
    fault: 'discard',
    work: async ({ no }) => {
      await new WriteSandboxDraft().discard(Number(no))
      return answer('discardInvoice', '')
    },
  },
  createOrder: {
    fault: 'create',
    work: async ({ order }) => {
      const { timeZone } = await settings()
      const no = await new WriteSandboxOrder().handle(typedOrder(record(order), todayIn(timeZone)))
      return answer('createOrder', `<order no="${no}"/>`)
    },
  },
  addOrderLine: {
    fault: 'add_line',
    work: async ({ no, line }) => {
      await new WriteSandboxOrder().addLine(Number(no), typedOrderLine(record(line)))
      return answer('addOrderLine', '')
    },
  },
  confirmOrder: {
    fault: 'validate',
    work: async ({ no }) => answer('confirmOrder', '', (await new WriteSandboxOrder().confirm(Number(no))) ? 'OK' : 'ALREADY'),
  },
  discardOrder: {
    fault: 'discard',
    work: async ({ no }) => {
      await new WriteSandboxOrder().discard(Number(no))
      return answer('discardOrder', '')
    },
  },
  moveStock: {
    fault: 'create',
    work: async ({ move }) => {
      const { timeZone } = await settings()
      const today = todayIn(timeZone)
      const no = await new MoveSandboxStock().handle(typedStockMove(record(move), today), today)
      return answer('moveStock', `<move no="${no}"/>`)
    },
  },
}
