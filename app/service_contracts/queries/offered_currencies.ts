import db from '@adonisjs/lucid/services/db'
import { currencyCodes, isCurrency } from '#shared/money/currency'
import ContractImpossible from '#service_contracts/errors/contract_impossible'

/** The currencies a form offers: those the connected ERPs have in use, or every known one without an ERP. */
export async function offeredCurrencies(): Promise<{ value: string; text: string }[]> {
  const rows = await db.from('currencies').whereNull('gone_at').where('is_active', true).distinct('code', 'name').orderBy('code')
  const names = new Map(rows.map(({ code, name }) => [code as string, name as string]))
  const usable = [...names.keys()].filter(isCurrency)
  const codes = usable.length > 0 ? usable : currencyCodes()
  return codes.map((code) => ({ value: code, text: names.get(code) ? `${code} · ${names.get(code)}` : code }))
}

/** @throws {ContractImpossible} when the values name a currency that is none */
export function refuseUnknownCurrency({ currency }: Record<string, unknown>): void {
  if (currency && !isCurrency(String(currency))) throw new ContractImpossible('currency', 'currency')
}
