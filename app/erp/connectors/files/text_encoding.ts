import MappingFault from '#erp/connectors/configured/mapping_fault'

const known = new Map<string, Map<string, number>>()
const WIDE = /^utf-?16|^utf-?8/i

/** @throws {MappingFault} for an encoding that this house does not know */
export function encodingNamed(name: string): string {
  try {
    return new TextDecoder(name).encoding
  } catch {
    throw new MappingFault('', `There is no encoding "${name}"; there are utf-8, utf-16le, windows-1252, iso-8859-15 and others`)
  }
}

/**
 * A text in the bytes of an encoding. A letter that a page of 256 letters lacks becomes a
 * question mark, as ERPs do it themselves.
 */
export function encoded(text: string, name: string): Buffer {
  const encoding = encodingNamed(name)
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8')
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le')
  if (WIDE.test(encoding)) throw new MappingFault('', `Files cannot be written in ${name}`)
  const bytes = known.get(encoding) ?? pageOf(encoding)

  return Buffer.from(Array.from(text, (letter) => bytes.get(letter) ?? 0x3f))
}

function pageOf(encoding: string): Map<string, number> {
  const decoder = new TextDecoder(encoding)
  const page = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]))
  known.set(encoding, page)
  return page
}
