import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { logChanges, type Author } from '#shared/records/change_log'
import { writeTokens } from '#shared/search/write_tokens'
import ProposeAdoptions from '#crm/actions/propose_adoptions'
import { completeKeys } from '#crm/rules/erp_fields'

export interface CompanyToEnter {
  name: string
  tax_id: string | null
  email: string | null
  phone: string | null
  street: string | null
  postal_code: string | null
  city: string | null
  country: string | null
  language: string | null
}

/** Enters a company that another domain learned of, such as an end customer on a card; answers its id. */
export default class EnterCompany {
  async handle(company: CompanyToEnter, author: Author, trx?: Trx): Promise<number> {
    return within(trx, async (inner) => {
      const at = sqlInstant(now())
      const values: Record<string, unknown> = { ...company, status: 'prospect', owner_id: author.id, version: 1, created_at: at, updated_at: at }
      completeKeys(values)
      const [id] = await inner.insertQuery().table('companies').insert(values)
      const row = { ...values, id: Number(id) }

      await logChanges([{ recordType: 'company', recordId: row.id, kind: 'created', changes: { name: [null, company.name] } }], author, inner)
      await writeTokens('company', [{ id: row.id, texts: [company.name, company.tax_id, company.email, company.phone, company.city] }], inner)
      await new ProposeAdoptions().forCompany(row, inner)
      return row.id
    })
  }
}
