import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import type { SandboxMaster } from '#erp/queries/sandbox_masters'

/** Takes a code or a place of the sandbox ERP out of use, or back into it. */
export default class SwitchSandboxMaster {
  async handle(kind: SandboxMaster, id: number, isActive: boolean, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      await inner.from(`sandbox_${kind}`).where('id', id).update({ is_active: isActive, modified_at: sqlInstant(now()) })
    })
  }
}
