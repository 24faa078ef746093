/** A serial number as it is compared: without blanks around it and in capitals. */
export function serialKey(serial: string): string {
  return serial.trim().toUpperCase()
}

/** Whether two lots are the same one, however they are written. */
export function isSameLot(one: string, other: string): boolean {
  return serialKey(one) === serialKey(other)
}

/** The thread of one serial number: everything that ever happened to it, whoever held it. */
export function serialThread(productId: number, serial: string): string {
  return `s:${productId}:${serialKey(serial)}`
}

/** The thread of a product without serial numbers at one company: what came and what went back. */
export function quantityThread(productId: number, companyId: number): string {
  return `q:${productId}:${companyId}`
}

/** Whether a thread follows one serial number. */
export function followsSerial(threadKey: string): boolean {
  return threadKey.startsWith('s:')
}

/** Orders keys as people count: line 2 comes before line 10. Never 0 for keys that differ. */
export function compareKeys(a: string, b: string): number {
  const counted = collator.compare(a, b)
  return counted !== 0 ? counted : a < b ? -1 : a > b ? 1 : 0
}

const collator = new Intl.Collator('en', { numeric: true })
