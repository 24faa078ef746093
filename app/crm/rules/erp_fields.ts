import ErpOwnsField from '#crm/errors/erp_owns_field'
import { emailKey, taxKey } from '#crm/rules/match_keys'

type Values = Record<string, unknown>

/**
 * Refuses to change what the ERP owns; unchanged values in a form pass.
 *
 * @param owned the fields the ERP decides about this company
 * @throws {ErpOwnsField} naming the first field that differs from what the ERP says
 */
export function refuseErpFields(values: Values, before: Values | null, owned: readonly string[]): void {
  const changed = owned.find((name) => name in values && (values[name] ?? '') !== (before?.[name] ?? ''))
  if (changed) throw new ErpOwnsField(changed, String(before?.[changed] ?? ''))
}

/** Adds tax number and e-mail as they are compared to values that are about to be stored. */
export function completeKeys(values: Values): void {
  if ('tax_id' in values) values.tax_key = taxKey(values.tax_id)
  if ('email' in values) values.email_key = emailKey(values.email)
}
