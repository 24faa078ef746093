import jsonata from 'jsonata'
import MappingFault from '#erp/connectors/configured/mapping_fault'

const LONGEST = 4000
/** They give something else at each reading, so that a record would never be unchanged. */
const RESTLESS = new Set(['now', 'millis', 'random', 'shuffle'])

/**
 * Reads an expression without running it.
 *
 * @throws {MappingFault} saying what is wrong and at which character
 */
export function checkExpression(source: string): void {
  if (source.length > LONGEST) throw new MappingFault('', `An expression has at most ${LONGEST} characters`)
  let parsed: unknown
  try {
    parsed = jsonata(source).ast()
  } catch (error) {
    const { position, message } = error as { position?: number; message: string }
    throw new MappingFault('', `${message}${position === undefined ? '' : ` (at character ${position} of the expression)`}`)
  }
  const restless = names(parsed).find((name) => RESTLESS.has(name))
  if (restless) throw new MappingFault('', `$${restless}() gives something else at each reading, so that no record would ever be unchanged`)
}

function names(node: unknown): string[] {
  if (node === null || typeof node !== 'object') return []
  if (Array.isArray(node)) return node.flatMap(names)
  const { type, value } = node as { type?: string; value?: unknown }
  return [...(type === 'variable' ? [String(value)] : []), ...Object.values(node).flatMap(names)]
}
