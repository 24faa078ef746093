import type { Scope } from '#erp/connectors/configured/field_path'

/** What a WSDL says about a message: names in their order, each with what stands inside; types are texts. */
export type Described = Record<string, unknown> | string | null | undefined

type Describe = (node: unknown) => Described

/** Parameters in the order the WSDL asks for, at every depth; what it does not know comes last. */
export function inOrder(params: unknown, described: Described, describe: Describe): unknown {
  if (Array.isArray(params)) return params.map((one) => inOrder(one, described, describe))
  if (params === null || typeof params !== 'object' || !described || typeof described === 'string') return params

  const names = Object.keys(described).map((name) => name.replace(/\[\]$/, ''))
  const place = (name: string) => (names.includes(name) ? names.indexOf(name) : names.length)
  const sorted = Object.keys(params).toSorted((one, other) => place(one) - place(other))

  return Object.fromEntries(sorted.map((name) => [name, inOrder((params as Scope)[name], describe(described[name] ?? described[`${name}[]`]), describe)]))
}
