export const CHECK_DIGIT_SCHEMES = ['luhn', 'luhn36', 'mod11', 'mod97', 'gs1'] as const
export type CheckDigitScheme = (typeof CHECK_DIGIT_SCHEMES)[number]

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/**
 * Whether the last characters of a serial number prove the others. Capitals do not matter,
 * nor do blanks, dots, dashes and slashes. A character that the scheme does not know fails.
 *
 * `luhn` is ISO/IEC 7812-1, `luhn36` the same over digits and letters, `mod11` that of ISBN-10
 * over any length, `mod97` ISO 7064 MOD 97-10, and `gs1` that of EAN and GTIN.
 */
export function passesCheckDigit(serial: string, scheme: CheckDigitScheme): boolean {
  const text = serial.toUpperCase().replace(/[\s./-]/g, '')
  return text.length > 1 && SCHEMES[scheme](text)
}

const SCHEMES: Record<CheckDigitScheme, (text: string) => boolean> = {
  luhn: (text) => /^\d+$/.test(text) && luhnSum(text, 10) % 10 === 0,
  luhn36: (text) => /^[0-9A-Z]+$/.test(text) && luhnSum(text, 36) % 36 === 0,
  mod11: (text) => /^\d+[\dX]$/.test(text) && weighted(text, (place) => place + 1) % 11 === 0,
  mod97: (text) => /^[0-9A-Z]*\d\d$/.test(text) && remainderOf97(text) === 1,
  gs1: (text) => /^\d+$/.test(text) && weighted(text, (place) => (place % 2 === 0 ? 1 : 3)) % 10 === 0,
}

function luhnSum(text: string, base: number): number {
  return fromTheRight(text).reduce((sum, value, place) => {
    const part = place % 2 === 1 ? value * 2 : value
    return sum + Math.floor(part / base) + (part % base)
  }, 0)
}

function weighted(text: string, weight: (place: number) => number): number {
  return fromTheRight(text.replace(/X$/, '')).reduce(
    (sum, value, place) => sum + value * weight(place + (text.endsWith('X') ? 1 : 0)),
    text.endsWith('X') ? 10 : 0
  )
}

/** Letters count as two digits, A as 10. */
function remainderOf97(text: string): number {
  const digits = [...text].map((character) => ALPHABET.indexOf(character)).join('')
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0)
}

function fromTheRight(text: string): number[] {
  return [...text].reverse().map((character) => ALPHABET.indexOf(character))
}
