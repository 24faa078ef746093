/** Largest file that is kept, in bytes: well below what MariaDB takes in one packet. */
export const LARGEST_FILE = 10_000_000

/** What a file may be, by what it holds, with the ending its download gets. */
export const ACCEPTED: Record<string, string> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'image/tiff': 'tif',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'text/plain': 'txt',
}

export const ACCEPTED_ENDINGS = Object.values(ACCEPTED)

const LONGEST_STEM = 150
const NOT_IN_NAMES = /[\p{C}<>:"/\\|?*]+/gu

/** The name under which a file is kept: that of the sender without path and control characters, with the ending of what it is. */
export function keptName(sent: string, mediaType: string): string {
  const base = sent.split(/[/\\]/).at(-1) ?? ''
  const stem = base.replace(/\.[^.]*$/, '').replace(NOT_IN_NAMES, ' ').trim().slice(0, LONGEST_STEM)
  return `${stem || 'file'}.${ACCEPTED[mediaType]}`
}
