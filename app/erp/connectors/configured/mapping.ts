import type { CustomerField, ErpEntity } from '#contracts/erp'
import type { ErpRefusal } from '#erp/errors/erp_refused'
import type { FieldRule } from '#erp/connectors/configured/field_rules'
import type { FieldRules } from '#erp/connectors/configured/record_mapper'
import type { Template } from '#erp/connectors/configured/request_template'

export type Protocol = 'rest' | 'soap'

/** How one ERP is spoken to, as `docs/erp/mapping.schema.json` describes it. */
export interface Mapping {
  /** `rest` when absent. */
  protocol?: Protocol
  name: string
  version?: string
  /** Sent with every request. */
  headers?: Record<string, string>
  soap?: SoapMapping
  auth?: Auth
  limits?: { requestsPerSecond?: number; pageSize?: number }
  failures?: Failures
  company: CompanyMapping
  time?: { request?: Operation; value?: FieldRule }
  entities: Partial<Record<ErpEntity, EntityMapping>>
  invoices?: InvoicesMapping
  customers?: CustomersMapping
  orders?: OrdersMapping
  stock?: StockMapping
  /** Addresses of screens, with `{id}` and `{settings.url}`. */
  links?: Partial<Record<ErpEntity, string>>
}

/** Where the service is and what every call of it carries. */
export interface SoapMapping {
  /** Behind the address of the connection; `?wsdl` when absent. A WSDL kept with the connection goes before it. */
  wsdl?: string
  /** Where calls go, behind the address of the connection; the address itself when absent. */
  endpoint?: string
  /** Needed only where operations of the same name are in several. */
  service?: string
  port?: string
  version?: '1.1' | '1.2'
  /** Parameters of every call. */
  params?: Record<string, Template>
  /** Values in the header of every envelope. */
  envelope?: Record<string, Template>
  /** Namespace of what stands in the header; that of the WSDL when absent. */
  envelopeNamespace?: string
}

/** `path` and what goes with it over REST, `call` over SOAP. */
export interface Operation {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path?: string
  /** The name of the operation in the WSDL; `params` are its parameters, `headers` those of HTTP. */
  call?: string
  envelope?: Record<string, Template>
  /** Where in the answer XML stands as text, which is read in its place. */
  xmlIn?: string
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
  /** Words anywhere in the answer, also in HTML; one of several. */
  contains?: string | string[]
  means: Meaning
}

export interface Failures {
  answers?: AnswerRule[]
  /** Where a refusal's code and sentence lie. */
  code?: FieldRule
  sentence?: FieldRule
  codes?: Record<string, ErpRefusal>
  /** For ERPs without codes: parts of their sentences, whatever their case. */
  words?: Partial<Record<ErpRefusal, string[]>>
}

export type Auth =
  | { kind: 'basic' }
  | { kind: 'header'; header: string; value: Template }
  | { kind: 'body'; values: Record<string, Template> }
  | { kind: 'login'; request: Operation; token: FieldRule; header?: string; value?: Template; body?: Record<string, Template>; param?: string; envelope?: Record<string, Template>; logout?: Operation }
  | { kind: 'envelope'; values: Record<string, Template> }
  | { kind: 'wsSecurity'; password?: 'text' | 'digest'; timestamp?: boolean }

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
  /** The ERP gives the whole list at once; it is handed out in the order of its keys. */
  | { kind: 'whole'; key: FieldRule }

export interface ListOperation extends Operation {
  rows: string
  /** The list gives hardly more than keys: where a key lies, by which each record is read with `one`. */
  brief?: FieldRule
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

/** How customers are brought in and changed. Templates see `customer`, `changes`, `reference`, `id` and `version`. */
export interface CustomersMapping {
  /** By our reference, which the fields of the entity must read. */
  find: Operation & { rows: string; brief?: FieldRule }
  create?: Operation & { take: { id: FieldRule } }
  update?: Operation
  /** Facts that `update` can change; all when absent. */
  fields?: CustomerField[]
  /** The ERP itself refuses a change made against an older version. */
  checksVersion?: boolean
}

/** How orders are placed. Templates see `order` with its lines, and `reference`. */
export interface OrdersMapping {
  /** By our reference, which the fields of the entity must read. */
  find: Operation & { rows: string; brief?: FieldRule }
  post: { steps: PostStep[]; discard?: Operation }
  /** Whether an order counts once its steps are done; it does when absent. */
  confirms?: boolean
}

/** How goods leave the stock and come back. Templates see `move` and `reference`. */
export interface StockMapping {
  /** By our reference. */
  find: Operation & { rows: string; brief?: FieldRule }
  /** Where the list gives hardly more than keys. */
  one?: Operation & { row: string }
  id: FieldRule
  fields: FieldRules
  /** `only` parts issues from reversals; without steps for reversals there are none. */
  steps: PostStep[]
  discard?: Operation
  serials?: boolean
  locations?: boolean
}

export interface InvoicesMapping {
  find?: Operation & { rows: string; brief?: FieldRule }
  /** The first day of the open books, so that a refusal for a closed period can name it; `{notBefore}` is the day refused. */
  openFrom?: Operation & { value: FieldRule }
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
  /** `turned`: lines of a credit note are sent with their sign turned, as this ERP wants its credit notes positive. */
  creditSigns?: 'kept' | 'turned'
  steps: PostStep[]
  /** Removes the draft that a refused posting left behind; knows `{taken.id}`. */
  discard?: Operation
}

export interface PostStep extends Operation {
  name: string
  only?: 'invoice' | 'credit_note' | 'order' | 'issue' | 'reversal'
  /** Once for each line, which templates see as `{line.…}`. */
  each?: 'line'
  /** Values of the answer that later steps use as `{taken.…}`. */
  take?: Record<string, FieldRule>
  /** This step makes a draft legally valid: a draft found under our reference goes on here. */
  validates?: boolean
}
