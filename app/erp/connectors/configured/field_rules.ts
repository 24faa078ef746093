import { compilePath, asList, type Reader, type Scope } from '#erp/connectors/configured/field_path'
import { CONVERSIONS, type Convert } from '#erp/connectors/configured/conversions'
import { checkExpression } from '#erp/connectors/configured/expressions/expression_check'
import { expressionReader } from '#erp/connectors/configured/expressions/record_expressions'
import MappingFault, { faultAt } from '#erp/connectors/configured/mapping_fault'

/** `path | conversion | conversion(argument, @argument)` */
export type RuleText = string
export type Constant = string | number | boolean | null
export type FieldRule =
  | RuleText
  | { constant: Constant }
  | { firstOf: FieldRule[] }
  | { join: FieldRule[]; with?: string }
  | { from: FieldRule; map: Record<string, Constant>; otherwise?: Constant }
  | { each: string; value: FieldRule }
  | { count: string }
  | { rows: string; fields: Record<string, FieldRule> }
  /** An expression over the row, and the conversions of what it gives. */
  | { jsonata: string; as?: string }

/**
 * Turns a rule into a function over a row and what surrounds it.
 *
 * @throws {MappingFault} naming the part of the rule that cannot be understood
 */
export function compileRule(rule: FieldRule): Reader {
  if (typeof rule === 'string') return compileText(rule)
  if ('constant' in rule) return () => rule.constant
  if ('firstOf' in rule) return firstOf(rule.firstOf.map((one, index) => inside(`firstOf[${index}]`, one)))
  if ('join' in rule) return join(rule.join.map((one, index) => inside(`join[${index}]`, one)), rule.with ?? ' ')
  if ('map' in rule) return mapped(inside('from', rule.from), rule)
  if ('each' in rule) return each(compilePath(rule.each), inside('value', rule.value))
  if ('count' in rule) {
    const list = compilePath(rule.count)
    return (row, scope) => asList(list(row, scope)).length
  }
  if ('jsonata' in rule) return expression(rule)
  throw new MappingFault('', 'This is not a rule')
}

function inside(step: string, rule: FieldRule): Reader {
  try {
    return compileRule(rule)
  } catch (error) {
    throw faultAt(step, error)
  }
}

function expression({ jsonata, as }: { jsonata: string; as?: string }): Reader {
  checkExpression(jsonata)
  const read = expressionReader(jsonata)
  return as === undefined ? read : pieces(as, '|').reduce(converted, read)
}

function compileText(text: RuleText): Reader {
  const [path, ...conversions] = pieces(text, '|')
  let read = compilePath(path)
  for (const conversion of conversions) read = converted(read, conversion)
  return read
}

function converted(read: Reader, text: string): Reader {
  const [, name, list] = /^(\w+)(?:\((.*)\))?$/.exec(text) ?? []
  const conversion = name && Object.hasOwn(CONVERSIONS, name) ? CONVERSIONS[name] : null
  if (!conversion) throw new MappingFault('', `There is no conversion "${text}"`)
  const args = list === undefined ? [] : pieces(list, ',').map((one) => one.replace(/^'(.*)'$/, '$1'))
  const [fewest, most] = conversion.takes
  if (args.length < fewest || args.length > most) {
    throw new MappingFault('', `"${name}" takes ${fewest === most ? fewest : `${fewest} to ${most}`} arguments, not ${args.length}`)
  }
  const { onNothing = false } = conversion
  if (args.some((one) => one.startsWith('@'))) return withArguments(read, conversion.make, args, onNothing)

  const convert = conversion.make(args)
  if (onNothing) return (row, scope) => convert(read(row, scope))
  return (row, scope) => {
    const value = read(row, scope)
    return value === null || value === undefined ? value : convert(value)
  }
}

/** Arguments that lie in the scope, such as a currency; one conversion is kept for each of their values. */
function withArguments(read: Reader, make: (args: string[]) => Convert, args: string[], onNothing: boolean): Reader {
  const known = new Map<string, Convert>()
  const readers = args.map((one): Reader => (one.startsWith('@') ? compilePath(one) : () => one))
  return (row, scope) => {
    const value = read(row, scope)
    if (!onNothing && (value === null || value === undefined)) return value
    const values = readers.map((one) => String(one(row, scope) ?? ''))
    const key = values.join('\u0000')
    let convert = known.get(key)
    if (!convert) known.set(key, (convert = make(values)))
    return convert(value)
  }
}

/** Parts of a text between a mark, except where it stands in quotes or brackets. */
function pieces(text: string, mark: string): string[] {
  const found = ['']
  let depth = 0
  let isQuoted = false
  for (const letter of text) {
    if (letter === "'") isQuoted = !isQuoted
    if (!isQuoted && letter === '(') depth++
    if (!isQuoted && letter === ')') depth--
    if (letter === mark && !isQuoted && depth === 0) found.push('')
    else found[found.length - 1] += letter
  }
  return found.map((one) => one.trim())
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === ''

function firstOf(readers: Reader[]): Reader {
  return (row, scope) => {
    for (const read of readers) {
      const value = read(row, scope)
      if (!isEmpty(value)) return value
    }
    return null
  }
}

function join(readers: Reader[], between: string): Reader {
  return (row, scope) => {
    const parts = readers.map((read) => read(row, scope)).filter((value) => !isEmpty(value))
    return parts.length === 0 ? null : parts.join(between)
  }
}

function mapped(read: Reader, { map, otherwise }: { map: Record<string, Constant>; otherwise?: Constant }): Reader {
  const known = new Map(Object.entries(map))
  return (row, scope) => {
    const value = read(row, scope)
    const found = known.get(String(value ?? ''))
    if (found !== undefined) return found
    if (otherwise !== undefined) return otherwise
    throw new MappingFault('', `${JSON.stringify(value ?? null)} is none of ${[...known.keys()].join(', ')}`)
  }
}

function each(list: Reader, value: Reader): Reader {
  return (row, scope: Scope) => asList(list(row, scope)).map((one) => value(one, scope))
}
