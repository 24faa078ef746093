import { within } from '#shared/database/transaction'
import type { FaultKind, FaultOperation } from '#erp/connectors/sandbox/api/api_faults'

export interface FaultToSwitch {
  kind: FaultKind
  operation: FaultOperation
  percent: number
  amount: number
  times: number | null
}

/** Lets something go wrong in the sandbox's interface, or ends it. */
export default class SwitchSandboxFault {
  async handle({ kind, operation, percent, amount, times }: FaultToSwitch): Promise<void> {
    await within(undefined, (trx) => trx.table('sandbox_faults').insert({ kind, operation, percent, amount, times_left: times }))
  }

  async off(id: number): Promise<void> {
    await within(undefined, (trx) => trx.from('sandbox_faults').where({ id }).delete())
  }
}
