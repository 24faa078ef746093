import { XMLBuilder, XMLParser } from 'fast-xml-parser'

type Value = string | number | boolean | null | undefined
/** A block of a screen: fields by their names; a field with several values is a list. */
export type X3Block = Record<string, Value | Value[]>

/** An object of X3: blocks by their identifiers, tables as lists of lines, and all fields of all blocks together. */
export interface X3Object {
  fields: X3Block
  /** Lines that belong to no table: the answer to a query. */
  rows: X3Block[]
  blocks: Record<string, X3Block | X3Block[]>
}

interface Field {
  NAME: string
  $value?: string
  ITM?: unknown[]
}
interface Block {
  ID?: string
  FLD?: Field[]
  LST?: Field[]
  LIN?: Block[]
}
interface Root extends Block {
  GRP?: Block[]
  TAB?: Block[]
}

const LISTS = new Set(['GRP', 'TAB', 'LIN', 'FLD', 'LST', 'ITM'])
const SHAPE = { ignoreAttributes: false, attributeNamePrefix: '', textNodeName: '$value' }
const parser = new XMLParser({ ...SHAPE, parseTagValue: false, parseAttributeValue: false, ignoreDeclaration: true, trimValues: true, isArray: (name) => LISTS.has(name) })
const builder = new XMLBuilder({ ...SHAPE, attributesGroupName: '@', suppressEmptyNode: true })

/**
 * Reads the XML of an object or of a list, as X3 puts it into `resultXml`.
 *
 * @throws when it is no XML, or not of this kind
 */
export function readObjectXml(xml: string): X3Object {
  const [root] = Object.values(parser.parse(xml, true) as Record<string, Root | ''>)
  if (root === undefined) throw new Error('There is no object')
  const { GRP = [], TAB = [], ...loose } = root === '' ? ({} as Root) : root
  const found: X3Object = { fields: block(loose), rows: lines(loose), blocks: {} }
  for (const group of GRP) {
    const own = block(group)
    if (group.ID) found.blocks[group.ID] = own
    found.fields = { ...own, ...found.fields }
  }
  for (const table of TAB) if (table.ID) found.blocks[table.ID] = lines(table)

  return found
}

/** Writes blocks and tables as X3 takes them in `objectXml` and `inputXml`; what is nothing is left out. */
export function writeObjectXml(blocks: Record<string, X3Block | X3Block[]>): string {
  const isThere = (one: X3Block | X3Block[]) => !Array.isArray(one) && Object.values(one).some((value) => value !== null && value !== undefined)
  const groups = Object.entries(blocks).filter(([, one]) => isThere(one)) as [string, X3Block][]
  const tables = Object.entries(blocks).filter(([, one]) => Array.isArray(one)) as [string, X3Block[]][]

  return builder.build({
    PARAM: {
      GRP: groups.map(([id, fields]) => ({ '@': { ID: id }, ...written(fields) })),
      TAB: tables.map(([id, rows]) => ({ '@': { ID: id, SIZE: rows.length }, LIN: rows.map((row, index) => ({ '@': { NUM: index + 1 }, ...written(row) })) })),
    },
  })
}

const lines = ({ LIN = [] }: Block): X3Block[] => LIN.map(block)

function block({ FLD = [], LST = [] }: Block): X3Block {
  const text = (value: unknown) => String((value as { $value?: unknown } | undefined)?.$value ?? (typeof value === 'object' ? '' : value) ?? '')
  return Object.fromEntries([
    ...FLD.map((field) => [field.NAME, text(field)]),
    ...LST.map(({ NAME, ITM = [] }) => [NAME, ITM.map(text)]),
  ])
}

function written(fields: X3Block): object {
  const there = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined)
  const single = there.filter(([, value]) => !Array.isArray(value))
  const many = there.filter(([, value]) => Array.isArray(value)) as [string, Value[]][]

  return {
    FLD: single.map(([NAME, value]) => ({ '@': { NAME }, '$value': String(value) })),
    LST: many.map(([NAME, values]) => ({ '@': { NAME, SIZE: values.length }, ITM: values.map(String) })),
  }
}
