import { parseMoney } from '#shared/money/money'
import { fieldOf, type RecordType, type Values } from '#shared/records/record_type'

/** Validated input as the columns hold it: money as minor units, booleans as 0 and 1. */
export function storedValues(type: RecordType, input: Values, before: Values | null): Values {
  const stored: Values = {}
  for (const [name, value] of Object.entries(input)) {
    const field = fieldOf(type, name)
    if (!field || value === undefined) continue

    if (field.kind === 'money' && value !== null) {
      const currency = String(input[field.currency ?? ''] ?? before?.[field.currency ?? ''] ?? 'EUR')
      stored[name] = parseMoney(String(value), currency)
    } else if (field.kind === 'boolean') {
      stored[name] = Boolean(value)
    } else {
      stored[name] = value
    }
  }
  return stored
}
