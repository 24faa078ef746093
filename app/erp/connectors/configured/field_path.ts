import MappingFault from '#erp/connectors/configured/mapping_fault'

export type Row = unknown
export type Scope = Record<string, unknown>
export type Reader = (row: Row, scope: Scope) => unknown

const SEGMENT = /^(?:'([^']*)'|([^.'\s]+))(?:\.|$)/

/**
 * Where a value lies: `address.city`, `lines.0.sku`, `'@attributes'.nr` with quotes around odd
 * names, `$` for the whole. A leading `@` begins at what surrounds the row: `@company.currency`.
 *
 * @throws {MappingFault} when the text is no path
 */
export function compilePath(text: string): Reader {
  if (text === '$') return (row) => row
  if (text.startsWith('@')) {
    const read = compilePath(text.slice(1))
    return (_, scope) => read(scope, scope)
  }
  const segments = segmentsOf(text)
  const [first, second] = segments
  if (segments.length === 1) return (row) => step(row, first)
  if (segments.length === 2) return (row) => step(step(row, first), second)

  return (row) => {
    let value = row
    for (const segment of segments) value = step(value, segment)
    return value
  }
}

function segmentsOf(text: string): string[] {
  const segments: string[] = []
  for (let rest = text; rest !== '';) {
    const found = SEGMENT.exec(rest)
    if (!found || (found[0].endsWith('.') && found[0].length === rest.length)) {
      throw new MappingFault('', `"${text}" is not a path such as address.city`)
    }
    segments.push(found[1] ?? found[2])
    rest = rest.slice(found[0].length)
  }
  if (segments.length === 0) throw new MappingFault('', 'A path is missing')
  return segments
}

/** One step down; what a prototype has is not there either. */
function step(value: unknown, segment: string): unknown {
  if (value === null || typeof value !== 'object') return undefined
  const found = (value as Scope)[segment]
  return found === undefined || typeof found === 'function' || segment === '__proto__' ? undefined : found
}

/** A list, whatever the ERP sends: nothing is an empty list, and a single thing is a list of one. */
export function asList(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  return value === undefined || value === null || value === '' ? [] : [value]
}
