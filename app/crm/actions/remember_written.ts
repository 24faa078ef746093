import { now } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { payloadHash } from '#mirror/rules/payload_hash'
import CustomerBinding from '#crm/models/customer_binding'
import type { CompanyValues } from '#crm/rules/field_groups'

/** Notes what is about to be written to the ERP, so that it is known as ours when it is read back, also after a lost reply. */
export default class RememberWritten {
  async handle(customerId: number, values: Partial<CompanyValues>, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const binding = await CustomerBinding.query({ client: inner }).where({ customerId }).first()
      if (!binding) return
      const written = { ...binding.written, ...values }
      await binding.useTransaction(inner).merge({ written, writtenHash: payloadHash(values), writtenAt: now() }).save()
    })
  }
}
