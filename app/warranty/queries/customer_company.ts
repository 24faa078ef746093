import type { Trx } from '#shared/database/transaction'
import { emailKey, taxKey } from '#crm/rules/match_keys'

interface Named {
  companyId: number | null
  taxId: string | null
  email: string | null
}

/** The company an end customer is: the one that was chosen, else the only one with that tax number, else with that e-mail. */
export async function customerCompany({ companyId, taxId, email }: Named, trx: Trx): Promise<number | null> {
  if (companyId !== null) return companyId
  for (const [column, key] of [['tax_key', taxKey(taxId)], ['email_key', emailKey(email)]] as const) {
    if (!key) continue
    const found = await trx.from('companies').select('id').where(column, key).limit(2)
    if (found.length === 1) return Number(found[0].id)
  }
  return null
}
