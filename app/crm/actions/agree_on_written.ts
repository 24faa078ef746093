import { now, sqlInstant } from '#shared/clock'
import { differences, logChanges, SYNC } from '#shared/records/change_log'
import { within, type Trx } from '#shared/database/transaction'
import CustomerBinding from '#crm/models/customer_binding'
import { matchKeys } from '#crm/rules/company_facts'
import { companyValues, type CompanyField, type CompanyValues } from '#crm/rules/field_groups'

/**
 * Takes over how the ERP spells what it was told, such as a tax number in capitals. What somebody
 * changed here since stays ours, against the ERP's new value.
 */
export default class AgreeOnWritten {
  async handle(customerId: number, written: Partial<CompanyValues>, theirs: CompanyValues, trx?: Trx): Promise<void> {
    const fields = Object.keys(written) as CompanyField[]
    if (fields.length === 0) return

    await within(trx, async (inner) => {
      const company = await inner.from('companies').where('customer_id', customerId).forUpdate().first()
      const binding = await CustomerBinding.query({ client: inner }).where({ customerId }).first()
      if (!company || !binding) return

      const ours = companyValues(company)
      const settled = fields.filter((field) => ours[field] === written[field])
      const later = fields.filter((field) => ours[field] !== written[field])
      const base = { ...without(binding.base, settled), ...Object.fromEntries(later.map((field) => [field, theirs[field]])) }
      await binding.useTransaction(inner).merge({ base, written: without(binding.written, fields), edited: without(binding.edited, settled) }).save()

      const spelled = Object.fromEntries(settled.filter((field) => theirs[field] !== ours[field]).map((field) => [field, theirs[field]]))
      if (Object.keys(spelled).length === 0) return
      const changed = { ...spelled, ...matchKeys({ ...company, ...spelled }), version: Number(company.version) + 1, updated_at: sqlInstant(now()) }
      await inner.from('companies').where('id', company.id).update(changed)
      await logChanges([{ recordType: 'company', recordId: Number(company.id), kind: 'changed', changes: differences(company, spelled) }], SYNC, inner)
    })
  }
}

function without<T extends object>(facts: T, fields: string[]): T {
  return Object.fromEntries(Object.entries(facts).filter(([field]) => !fields.includes(field))) as T
}
