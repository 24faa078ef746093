import { parseMoney } from '#shared/money/money'
import AmountUnreadable from '#shared/records/errors/amount_unreadable'
import { fieldOf, type RecordType, type Values } from '#shared/records/record_type'

/**
 * Validated input as the columns hold it: money as minor units, booleans as 0 and 1.
 *
 * @throws {AmountUnreadable} when an amount names no known currency or is too large
 */
export function storedValues(type: RecordType, input: Values, before: Values | null): Values {
  const stored: Values = {}
  for (const [name, value] of Object.entries(input)) {
    const field = fieldOf(type, name)
    if (!field || value === undefined) continue

    if (field.kind === 'money' && value !== null) {
      const currency = String(input[field.currency ?? ''] ?? before?.[field.currency ?? ''] ?? 'EUR')
      stored[name] = minorUnits(name, String(value), currency)
    } else if (field.kind === 'boolean') {
      stored[name] = Boolean(value)
    } else {
      stored[name] = value
    }
  }
  return stored
}

function minorUnits(field: string, text: string, currency: string): number {
  try {
    return parseMoney(text, currency)
  } catch (error) {
    if (error instanceof RangeError) throw new AmountUnreadable(field, `${text} ${currency}`)
    throw error
  }
}
