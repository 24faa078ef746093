import { isCalendarDate } from '#shared/calendar/calendar_date'
import { decimal } from '#erp/connectors/configured/conversions'
import { asList, compilePath, type Reader, type Row, type Scope } from '#erp/connectors/configured/field_path'
import { compileRule, type FieldRule } from '#erp/connectors/configured/field_rules'
import MappingFault, { faultAt } from '#erp/connectors/configured/mapping_fault'
import { mayBeMissing, type FieldKind, type Target } from '#erp/connectors/configured/record_targets'

export type FieldRules = Record<string, FieldRule>
export type RecordMapper<T = Record<string, unknown>> = (row: Row, scope: Scope) => T

type Cast = (value: unknown) => unknown

const CASTS: Record<Exclude<FieldKind, object>, Cast> = {
  'text': (value) => filled(value) ?? refuse(value, 'there is nothing'),
  'text?': (value) => filled(value),
  'words': (value) => filled(value) ?? '',
  'texts': (value) => asList(value).map((one) => String(one)),
  'flag': (value) => (typeof value === 'boolean' ? value : refuse(value, 'is neither true nor false; name a conversion such as boolean')),
  'integer': (value) => (Number.isSafeInteger(Number(filled(value) ?? Number.NaN)) ? Number(value) : refuse(value, 'is not a whole number')),
  'integer?': (value) => (filled(value) === null ? null : Number.isSafeInteger(Number(value)) ? Number(value) : refuse(value, 'is not a whole number')),
  'cents': (value) => (Number.isSafeInteger(value) ? value : refuse(value, 'is not in minor units; name the conversion minor')),
  'cents?': (value) => (value === null || value === undefined || Number.isSafeInteger(value) ? (value ?? null) : refuse(value, 'is not in minor units; name the conversion minor')),
  'decimal': (value) => decimal(filled(value) ?? refuse(value, 'there is nothing')),
  'decimal?': (value) => (filled(value) === null ? null : decimal(value)),
  'size': (value) => decimal(filled(value) ?? refuse(value, 'there is nothing')).replace('-', ''),
  'day': (value) => (isCalendarDate(value) ? value : refuse(value, 'is not a day; name a conversion such as day or epochDay')),
  'day?': (value) => (filled(value) === null || isCalendarDate(value) ? (value ?? null) || null : refuse(value, 'is not a day; name a conversion such as day or epochDay')),
}

/**
 * Compiles the rules of a record into one function. What the contract does not know is a
 * fault, and so is a field that is missing though the contract needs it.
 *
 * @throws {MappingFault} with the path of the field
 */
export function compileRecord<T>(rules: FieldRules, target: Target): RecordMapper<T> {
  for (const name of Object.keys(rules)) {
    if (!Object.hasOwn(target, name)) throw new MappingFault(name, `There is no such field; there are ${Object.keys(target).join(', ')}`)
  }
  const names = Object.keys(target)
  const readers = names.map((name) => compileField(name, rules[name], target[name]))
  const count = names.length

  return (row, scope) => {
    const record: Record<string, unknown> = {}
    for (let index = 0; index < count; index++) record[names[index]] = readers[index](row, scope)
    return record as T
  }
}

function compileField(name: string, rule: FieldRule | undefined, kind: FieldKind): Reader {
  if (rule === undefined) {
    if (!mayBeMissing(kind)) throw new MappingFault(name, 'This field is needed; where the ERP has nothing like it, give a constant')
    return emptyField(kind)
  }
  try {
    const isMany = typeof kind === 'object' && 'many' in kind
    const isRows = typeof rule === 'object' && 'rows' in rule
    if (isMany && isRows) return labelled(name, compileRows(rule, kind))
    if (isMany || isRows) throw new MappingFault('', isMany ? 'This is a list of records: give rows and fields' : 'This is one value, not a list of records')

    const read = compileRule(rule)
    const cast = castTo(kind)
    return labelled(name, (row, scope) => cast(read(row, scope)))
  } catch (error) {
    throw faultAt(name, error)
  }
}

function emptyField(kind: FieldKind): Reader {
  if (kind === 'words') return () => ''
  if (kind === 'texts' || typeof kind === 'object') return () => []
  return () => null
}

function castTo(kind: Exclude<FieldKind, { many: Target }>): Cast {
  if (typeof kind === 'string') return CASTS[kind]
  const known = new Set<unknown>(kind)
  return (value) => (known.has(value) ? value : refuse(value, `is none of ${kind.join(', ')}; give a map`))
}

/** Children see `@parent` and `@position`, but only where a rule names them. */
function compileRows({ rows, fields }: { rows: string; fields: FieldRules }, { many, having }: { many: Target; having?: string }): Reader {
  const list = compilePath(rows)
  const map = compileRecord(fields, many)
  const key = having === undefined || fields[having] === undefined ? null : compileRule(fields[having])
  const looksUp = /@(parent|position)\b/.test(JSON.stringify(fields))

  return (row, scope) =>
    asList(list(row, scope)).flatMap((child, index) => {
      try {
        const around = looksUp ? { ...scope, parent: row, position: index + 1 } : scope
        return key && [null, undefined, ''].includes(key(child, around) as null) ? [] : [map(child, around)]
      } catch (error) {
        throw faultAt(`[${index}]`, error)
      }
    })
}

function labelled(name: string, read: Reader): Reader {
  return (row, scope) => {
    try {
      return read(row, scope)
    } catch (error) {
      throw faultAt(name, error)
    }
  }
}

function filled(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value
  if (value === null || value === undefined) return null
  return typeof value === 'object' ? refuse(value, 'is not a single value') : String(value)
}

function refuse(value: unknown, what: string): never {
  const isThere = value !== null && value !== undefined && value !== ''
  throw new MappingFault('', isThere ? `${JSON.stringify(value).slice(0, 60)} ${what.replace('there is nothing', 'is not a single value')}` : 'there is nothing')
}
