const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * A reference that fits a field of 20 characters: a prefix, a hyphen and 60 random bits in Crockford's
 * base 32. Uniqueness is the index's; at a million of them a clash is a chance of one in two million.
 *
 * @param random eight random bytes
 */
export function shortReference(prefix: string, random: Uint8Array): string {
  let bits = 0n
  for (const byte of random.subarray(0, 8)) bits = (bits << 8n) | BigInt(byte)

  let text = ''
  for (let index = 0; index < 12; index++, bits >>= 5n) text = ALPHABET[Number(bits & 31n)] + text
  return `${prefix}-${text}`
}
