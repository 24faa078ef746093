import type { ErpEntity } from '#contracts/erp'
import type { ErpRefusal } from '#erp/errors/erp_refused'
import type { FieldRule } from '#erp/connectors/configured/field_rules'
import type { FieldRules } from '#erp/connectors/configured/record_mapper'
import type { Template } from '#erp/connectors/configured/request_template'

/** How one ERP is spoken to, as `docs/erp/mapping.schema.json` describes it. */
export interface Mapping {
  name: string
  version?: string
  /** Sent with every request. */
  headers?: Record<string, string>
  auth?: Auth
  limits?: { requestsPerSecond?: number; pageSize?: number }
  failures?: Failures
  company: CompanyMapping
  time?: { request?: Operation; value?: FieldRule }
  entities: Partial<Record<ErpEntity, EntityMapping>>
  invoices?: InvoicesMapping
  /** Addresses of screens, with `{id}` and `{settings.url}`. */
  links?: Partial<Record<ErpEntity, string>>
}

export interface Operation {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  params?: Record<string, Template>
  headers?: Record<string, string>
  body?: Template
  /** How the body travels; JSON when absent. */
  bodyAs?: 'json' | 'form'
  /** How the answer is read; JSON when absent. */
  answerAs?: 'json' | 'text'
  answers?: AnswerRule[]
}

export type Meaning = 'fine' | 'nothing' | 'already' | 'session_ended' | 'denied' | 'refused' | 'busy' | 'unavailable'

/** The first rule that matches says what an answer means. */
export interface AnswerRule {
  status?: number | number[]
  /** A value in the answer, and what it must be; without `is`, that it is there. */
  at?: string
  is?: string | number | boolean | null | (string | number)[]
  /** Words anywhere in the answer, also in HTML. */
  contains?: string
  means: Meaning
}

export interface Failures {
  answers?: AnswerRule[]
  /** Where a refusal's code and sentence lie. */
  code?: FieldRule
  sentence?: FieldRule
  codes?: Record<string, ErpRefusal>
}

export type Auth =
  | { kind: 'basic' }
  | { kind: 'header'; header: string; value: Template }
  | { kind: 'body'; values: Record<string, Template> }
  | { kind: 'login'; request: Operation; token: FieldRule; header?: string; value?: Template; body?: Record<string, Template>; param?: string; logout?: Operation }

export interface CompanyMapping {
  request?: Operation
  fields: { company: FieldRule; currency: FieldRule; timeZone: FieldRule; name?: FieldRule; version?: FieldRule }
}

export type Paging =
  | { kind: 'keyset'; keys: Record<string, FieldRule>; params: Record<string, Template>; more?: FieldRule }
  | { kind: 'page'; first?: number; params: Record<string, Template>; more?: FieldRule }
  | { kind: 'offset'; params: Record<string, Template>; more?: FieldRule }
  | { kind: 'token'; next: FieldRule; params: Record<string, Template> }
  | { kind: 'none' }

export interface ListOperation extends Operation {
  rows: string
  paging: Paging
  /** Added when only changes since `{since}` are wanted; without it everything is read each time. */
  changes?: { params?: Record<string, Template>; body?: Template }
}

export interface EntityMapping {
  id: FieldRule
  list: ListOperation
  one?: Operation & { row: string }
  keys?: ListOperation & { key: FieldRule }
  /** Rows of other resources that belong to the rows of a page, put into each under the name given here. */
  parts?: Record<string, Operation & { rows: string; parent: FieldRule; per: 'page' | 'record' }>
  /** Resources whose changes do not show on the record itself; `parent` is the record's key. */
  children?: (ListOperation & { parent: FieldRule })[]
  fields: FieldRules
}

export interface InvoicesMapping {
  find?: Operation & { rows: string }
  post?: PostMapping
  isReferenceUnique?: boolean
  /** The ERP answers a repeated creation with the first result; a header or field carries our reference. */
  isIdempotent?: boolean
  concurrent?: number
}

export interface PostMapping {
  /** `sent`: the ERP takes the line's net as we send it. `computed`: it multiplies quantity and price itself. */
  amounts: 'sent' | 'computed'
  priceDecimals: number
  steps: PostStep[]
  /** Removes the draft that a refused posting left behind; knows `{taken.id}`. */
  discard?: Operation
}

export interface PostStep extends Operation {
  name: string
  only?: 'invoice' | 'credit_note'
  /** Once for each line, which templates see as `{line.…}`. */
  each?: 'line'
  /** Values of the answer that later steps use as `{taken.…}`. */
  take?: Record<string, FieldRule>
  /** This step makes a draft legally valid: a draft found under our reference goes on here. */
  validates?: boolean
}
