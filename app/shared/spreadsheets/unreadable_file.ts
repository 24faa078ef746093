import { DomainError } from '#shared/errors/domain_error'

const REASONS = {
  empty: 'it is empty',
  old_excel: 'it is a workbook of the old format .xls; save it as .xlsx or CSV',
  pdf: 'it is a PDF; a table as CSV or XLSX is needed',
  picture: 'it is a picture; a table as CSV or XLSX is needed',
  packed: 'it is a packed archive; unpack it first',
  other_archive: 'it is an archive without a workbook, such as a document; save the table as XLSX or CSV',
  unfolds_too_large: 'it unfolds to more than 400 MB',
  not_text: 'it holds bytes that are not text',
  damaged: 'it is damaged',
  no_sheet: 'it holds no sheet',
} as const

export type UnreadableReason = keyof typeof REASONS

/** The file is neither CSV nor XLSX, or is damaged. */
export default class UnreadableFile extends DomainError {
  static code = 'E_UNREADABLE_FILE'
  readonly key: string
  readonly field = 'file'

  constructor(
    reason: UnreadableReason,
    readonly values: Record<string, string> = {}
  ) {
    super(`This file cannot be read: ${REASONS[reason]}`)
    this.key = `imports.unreadable.${reason}`
  }
}
