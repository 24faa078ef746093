import type { Actor } from '#shared/actor'
import type { Trx } from '#shared/database/transaction'
import type { ChangeSource } from '#shared/records/change_log'

export type Row = Record<string, unknown> & { id: number }
export type Values = Record<string, unknown>

export type FieldKind =
  | 'text'
  | 'longtext'
  | 'email'
  | 'phone'
  | 'url'
  | 'whole'
  | 'decimal'
  | 'money'
  | 'date'
  | 'instant'
  | 'boolean'
  | 'choice'
  | 'reference'

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger' | 'muted'

/** One fact of a record: its column, its place in lists, forms, filters, search, import and API. */
export interface Field {
  /** Column name, form name and API name at once. */
  name: string
  kind: FieldKind
  required?: boolean
  /** Characters a text may hold; 255 unless told. */
  max?: number
  /** Values of a `choice`, each with the tone its badge wears. */
  choices?: Record<string, Tone>
  /** Record type a `reference` points at. */
  to?: string
  /** A `decimal` that is a price of one piece: printed with the decimals of its currency at least. */
  isPrice?: boolean
  /** Column that holds the currency of a `money` field, or of a price. */
  currency?: string
  /** Shown in lists unless the person chose other columns. */
  listed?: boolean
  /** Offered as a filter. */
  filter?: boolean
  /** Offered as a sort order; needs an index on (column, id). */
  sort?: boolean
  /** Found by the global search. */
  search?: boolean
  /** Who may write it: people, or only the house (the default is people). */
  written?: 'people' | 'house'
  /** Left out of the record page, such as technical columns used by filters only. */
  hidden?: boolean
  /** What a new record starts with. */
  initial?: unknown
  /** One value belongs to one record at most; the sentence names the other one. */
  unique?: boolean
  /** The values a text may have where they stand in rows, not in the declaration: the form offers them in a list. */
  offers?(): Promise<{ value: string; text: string }[]>
  /** Language key of the heading under which the form shows it; those without one come first. */
  heading?: string
}

export type RecordAction = 'view' | 'create' | 'edit' | 'delete' | 'export' | 'import'

/** A badge beside the rows of a list, by their ids: what the domain knows of each that is no column of it. */
export interface RowMarks {
  /** What the column of badges is called. */
  labelKey: string
  of: Map<number, { labelKey: string; tone: Tone; icon?: string }>
}

/** Records of another type that belong to this one, shown on its page. */
export interface Children {
  type: string
  /** Column of the child that holds this record's id. */
  via: string
}

/**
 * Forty kinds of record need the same list, form, page, history, import, export, search
 * and API: each is declared once as a value of this type.
 */
export interface RecordType {
  /** Singular; also the permission resource and, with the domain, the language key. */
  name: string
  domain: string
  table: string
  /** Where its pages live, such as `/crm/companies`. */
  path: string
  /** Last part of its address in the API, where another type's path ends alike. */
  plural?: string
  icon: string
  /** Fields whose values make the heading of a record. */
  title: string[]
  /** Field shown small beside the title. */
  subtitle?: string
  fields: Field[]
  actions: RecordAction[]
  /** Column and direction a list starts with; a leading minus sorts downwards. */
  defaultSort: string
  /** Columns that say whose record it is, for permissions that reach only own or team records. */
  owner?: { user: string; group?: string }
  children?: Children[]
  /** Is made on the page of the record it belongs to, never by itself. */
  isPart?: boolean
  /** Anybody may refer to such a record, also who may not open it. */
  isReferableByAll?: boolean
  /** Files are kept with each record, as documents of these kinds; who may edit it may add and remove them. */
  attachments?: { kinds: string[] }
  /** Pages that take the address of the list as it stands, such as labels for what it shows. */
  listLinks?: { labelKey: string; icon: string; path: string; needs?: { resource: string; action: string } }[]
  /** Badges for the rows that a list shows; null where there is nothing to say of them, or to this person. */
  marks?(rows: Row[], actor: Actor): Promise<RowMarks | null>
  /** Edge template shown on the record page above the facts, with what `context` loads. */
  panel?: { template: string; load(row: Row, actor: Actor): Promise<Record<string, unknown>> }
  /** Replaces the record page altogether; `query` is what its address asks for, such as one part of it. */
  page?: { template: string; load(row: Row, actor: Actor, query: Values): Promise<Record<string, unknown>> }
  /** Replaces the form of a new record; `query` may bring first values. */
  form?: { template: string; load(query: Values, actor: Actor): Promise<Record<string, unknown>> }
  /** Fields of this record that nobody may change here, each with the language key of the sentence that says why. */
  locked?(row: Row): Promise<Record<string, string>>
  /** Creates the record by an action of its domain, which may answer one that is there already. */
  create?(values: Values, by: { actor: Actor; source: ChangeSource }, trx: Trx): Promise<Row>
  /** Business rules before a save; throws a DomainError, may complete the values. */
  beforeSave?(values: Values, before: Row | null, trx: Trx, actor: Actor, source: ChangeSource): Promise<void>
  /** What else must be written in the same transaction. */
  afterSave?(row: Row, before: Row | null, trx: Trx, actor: Actor): Promise<void>
  /** What the dry run of an import says of a row that will be written, such as what follows from it; null for nothing. */
  importNote?(row: Row, trx: Trx, reader: { actor: Actor; t(key: string, values?: Record<string, unknown>): string }): Promise<string | null>
  /** Business rules before a deletion; throws a DomainError. */
  beforeDelete?(row: Row, trx: Trx, actor: Actor): Promise<void>
}

export const labelKey = (type: RecordType, form: 'one' | 'many') => `${type.domain}.${type.name}.${form}`
export const fieldKey = (type: RecordType, field: string) => `${type.domain}.${type.name}.fields.${field}`
export const choiceKey = (type: RecordType, field: string, value: string) =>
  `${type.domain}.${type.name}.choices.${field}.${value}`

export const attachmentKindKey = (type: RecordType, kind: string) => `${type.domain}.${type.name}.attachment_kinds.${kind}`

export function fieldOf(type: RecordType, name: string): Field | undefined {
  return type.fields.find((field) => field.name === name)
}

/** Fields a person may fill in a form, an import or the API. */
export function writableFields(type: RecordType): Field[] {
  return type.fields.filter((field) => field.written !== 'house' && field.kind !== 'instant')
}

/** The heading of a record: its title fields, those that are filled, with a space between. */
export function titleOf(type: RecordType, row: Values): string {
  return type.title.map((name) => row[name]).filter(Boolean).join(' ') || `#${row.id}`
}
