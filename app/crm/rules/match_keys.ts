const VAT_PREFIX = /^(AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|XI|GB)(?=[A-Z0-9]{5,})/

/**
 * A tax number as it is compared: capitals and digits, without the country's prefix of a VAT number,
 * so that `ES B-12.345.678` and `b12345678` are the same. Null where there is nothing to compare.
 */
export function taxKey(text: unknown): string | null {
  const bare = String(text ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '').replace(VAT_PREFIX, '')
  return bare.length >= 4 ? bare.slice(0, 64) : null
}

/** An e-mail address as it is compared. */
export function emailKey(text: unknown): string | null {
  const bare = String(text ?? '').trim().toLowerCase()
  return bare.includes('@') ? bare : null
}
