import type { ErpEntity } from '#contracts/erp'
import type { ErpRefusal } from '#erp/errors/erp_refused'
import type { FieldRule } from '#erp/connectors/configured/field_rules'
import type { FieldRules } from '#erp/connectors/configured/record_mapper'
import type { Template } from '#erp/connectors/configured/request_template'

/** How an ERP that writes and reads files is understood, as `docs/erp/files.schema.json` describes it. */
export interface FilesMapping {
  name: string
  version?: string
  company: { company: string; currency: string; timeZone: string }
  format?: FileFormat
  /** A file counts once a file of its name with this ending lies beside it; without it, as soon as its name matches. */
  marker?: string
  folders?: Partial<Record<FolderName, string>>
  entities: Partial<Record<ErpEntity, FilesEntityMapping>>
  invoices?: FilesInvoicesMapping
  /** One row for each line; `line`, `position`, `order`, `reference` and `attempt` are there. */
  orders?: OutgoingFileMapping
  /** One row; `move`, `reference` and `attempt` are there. */
  stock?: OutgoingFileMapping & { reverses?: boolean; serials?: boolean; locations?: boolean }
}

export const FOLDERS = { in: 'in', out: 'out', done: 'done', failed: 'failed', sent: 'sent' }
export type FolderName = keyof typeof FOLDERS

export interface FileFormat {
  delimiter?: string
  quote?: string
  encoding?: string
  /** The names of the columns where the first line does not hold them. */
  columns?: string[]
}

/** `full`: a file holds everything, and what is missing from it is gone. `changes`: what is missing stays. */
export type FileContent = 'full' | 'changes'

export interface FilesEntityMapping {
  files: string
  content: FileContent
  format?: FileFormat
  id: FieldRule
  /** Several rows of the file are one record, told by the same id; the record sees them as `rows`. */
  isGrouped?: boolean
  /** Rows of other files that belong to a record, put into it under the name given here. */
  parts?: Record<string, { files: string; parent: FieldRule; content?: FileContent; format?: FileFormat }>
  fields: FieldRules
}

/** How documents of one kind are written for the ERP, and in which files it answers. */
export interface OutgoingFileMapping {
  file: { name: string; format?: FileFormat; columns: Record<string, Template> }
  answers?: AnswersMapping
  /** How long the ERP may take; later the posting says that a person should look. */
  unansweredHours?: number
}

/** One row for each line; `line`, `position`, `invoice`, `reference` and `attempt` are there. */
export interface FilesInvoicesMapping extends OutgoingFileMapping {
  amounts: 'sent' | 'computed'
  priceDecimals: number
}

export interface AnswersMapping {
  files: string
  format?: FileFormat
  reference: FieldRule
  /** Whether the ERP refuses the document; never when absent. */
  refused?: FieldRule
  code?: FieldRule
  sentence?: FieldRule
  codes?: Record<string, ErpRefusal>
  /** The fields of the document in the ERP; what is left out is taken from what was sent. */
  fields: FieldRules
}
