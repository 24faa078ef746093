import ErpOwnsField from '#crm/errors/erp_owns_field'

/** What the ERP decides about a company it knows; people change these there. */
export const ERP_FIELDS = ['name', 'number', 'tax_id', 'email', 'phone', 'website', 'language', 'city', 'country', 'status'] as const

type Values = Record<string, unknown>

/**
 * Refuses to change what the ERP owns; unchanged values in a form pass.
 *
 * @throws {ErpOwnsField} naming the first field that differs from what the ERP says
 */
export function refuseErpFields(values: Values, before: Values | null): void {
  if (!before?.customer_id) return
  const changed = ERP_FIELDS.find((name) => name in values && (values[name] ?? '') !== (before[name] ?? ''))
  if (changed) throw new ErpOwnsField(changed, String(before[changed] ?? ''))
}
