import { asList, compilePath, type Scope } from '#erp/connectors/configured/field_path'
import { compileRule } from '#erp/connectors/configured/field_rules'
import { faultAt } from '#erp/connectors/configured/mapping_fault'

export type Template = string | number | boolean | null | Template[] | { [name: string]: Template }
export type Fill = (scope: Scope) => unknown

/**
 * A request with `{rule}` where values belong; a text that is one rule alone keeps the value's
 * type. `{ "$each": "invoice.lines", "$as": … }` repeats a part for each line, seen as `line`
 * with its `position`. Values that are nothing leave their name out of an object.
 *
 * @throws {MappingFault} with the path inside the template
 */
export function compileTemplate(template: Template): Fill {
  if (typeof template === 'string') return compileWords(template)
  if (Array.isArray(template)) {
    const parts = template.map((part, index) => at(`[${index}]`, part))
    return (scope) => parts.map((part) => part(scope))
  }
  if (template === null || typeof template !== 'object') return () => template
  if ('$each' in template) return repeated(String(template.$each), at('$as', template.$as))

  const parts = Object.entries(template).map(([name, part]) => [name, at(name, part), part === null] as const)
  return (scope) => {
    const filled: Scope = {}
    for (const [name, part, isNull] of parts) {
      const value = part(scope)
      if (isNull || (value !== null && value !== undefined)) filled[name] = value
    }
    return filled
  }
}

function at(step: string, template: Template): Fill {
  try {
    return compileTemplate(template)
  } catch (error) {
    throw faultAt(step, error)
  }
}

function repeated(path: string, part: Fill): Fill {
  const list = compilePath(path)
  return (scope) => asList(list(scope, scope)).map((line, index) => part({ ...scope, line, position: index + 1 }))
}

function compileWords(text: string): Fill {
  const whole = /^\{([^{}]*)\}$/.exec(text)
  if (whole) {
    const read = compileRule(whole[1])
    return (scope) => read(scope, scope)
  }
  const parts = text.split(/\{([^{}]*)\}/).map((part, index) => {
    if (index % 2 === 0) return () => part
    const read = compileRule(part)
    return (scope: Scope) => read(scope, scope)
  })
  if (parts.length === 1) return () => text

  return (scope) => parts.map((part) => part(scope) ?? '').join('')
}

/** A path whose filled places are safe: a key with a slash or a question mark stays one step. */
export function compileAddress(text: string): (scope: Scope) => string {
  const parts = text.split(/\{([^{}]*)\}/).map((part, index) => {
    if (index % 2 === 0) return () => part
    const read = compileRule(part)
    return (scope: Scope) => encodeURIComponent(String(read(scope, scope) ?? '')).replace(/^\.+$/, '%2E')
  })
  return (scope) => parts.map((part) => part(scope)).join('')
}
