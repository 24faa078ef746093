import { setTimeout as pause } from 'node:timers/promises'
import { DateTime } from 'luxon'
import type { Scope } from '#erp/connectors/configured/field_path'
import { compileTemplate, type Fill } from '#erp/connectors/configured/request_template'
import { csvFile } from '#erp/connectors/files/csv_rows'
import type FileAnswers from '#erp/connectors/files/file_answers'
import type FilePostings from '#erp/connectors/files/file_postings'
import type { FilePosting } from '#erp/connectors/files/file_postings'
import type { FileFormat, OutgoingFileMapping } from '#erp/connectors/files/files_mapping'
import { plainName, type Folder } from '#erp/connectors/files/folder'
import ErpOutcomeUnknown from '#erp/errors/erp_outcome_unknown'
import ErpRefused from '#erp/errors/erp_refused'
import ErpUnavailable from '#erp/errors/erp_unavailable'

const LOOKS_EVERY_MS = 250
const HOURS = 24

/** The rows of a document, each as its columns see it. */
export type RowsOf<Sent> = (sent: Sent, scope: Scope) => Scope[]

/**
 * Writes documents of one kind for the ERP and waits for its answers. A file first lies under a waiting
 * name; what was sent is noted; then the file is renamed. Killed anywhere between, the waiting
 * name says whether the ERP can have seen it, so that nothing is written twice.
 */
export default class FilesDocuments<Sent extends { reference: string }, Held> {
  private readonly name: Fill
  private readonly columns: [string, Fill][]

  constructor(
    private mapping: OutgoingFileMapping,
    private rowsOf: RowsOf<Sent>,
    private format: FileFormat,
    private folder: Folder,
    private below: { out: string; sent: string },
    private postings: FilePostings,
    private answers: FileAnswers<Sent, Held> | null,
    private waitMs: number
  ) {
    this.name = compileTemplate(mapping.file.name)
    this.columns = Object.entries(mapping.file.columns).map(([name, template]) => [name, compileTemplate(template)])
  }

  /** @throws {ErpOutcomeUnknown} while the ERP has not answered: nobody can say whether it holds the document */
  async find(reference: string, scope: Scope): Promise<Held[]> {
    await this.answers?.takeIn()
    const posting = await this.postings.of(reference)
    if (!posting || posting.state === 'closed' || posting.state === 'refused') return []
    if (posting.state === 'written') {
      await this.release(posting)
      throw new ErpOutcomeUnknown(this.waiting(posting))
    }
    return this.answers!.documents(posting, scope)
  }

  async post(sent: Sent, scope: Scope): Promise<Held> {
    const before = await this.postings.of(sent.reference)
    const refusal = before?.state === 'refused' ? await this.postings.hearRefusal(before) : null
    if (refusal) throw new ErpRefused(refusal.code, refusal.sentence)
    if (before?.state === 'written') await this.release(before)
    if (!before || before.state === 'closed' || before.state === 'refused') await this.write(sent, (before?.attempt ?? 0) + 1, scope)

    try {
      return await this.answered(sent.reference, scope)
    } catch (error) {
      if (error instanceof ErpUnavailable) throw new ErpOutcomeUnknown(error.message)
      throw error
    }
  }

  private async write(sent: Sent, attempt: number, scope: Scope): Promise<void> {
    const { file } = this.mapping
    const own = this.rowsOf(sent, { ...scope, reference: sent.reference, attempt })
    const rows = own.map((row) => Object.fromEntries(this.columns.map(([name, fill]) => [name, fill(row)])))
    const name = numbered(plainName(String(this.name(own[0]))), attempt)
    const content = csvFile(rows, this.columns.map(([column]) => column), { ...this.format, ...file.format })

    await this.folder.write(this.below.sent, name, content)
    await this.folder.write(this.below.out, waitingName(name), content)
    await this.postings.begin(sent.reference, name, attempt, sent)
    await this.release({ name })
  }

  /** The moment from which the ERP can see the file. */
  private async release({ name }: Pick<FilePosting, 'name'>): Promise<void> {
    const { out } = this.below
    if (await this.folder.isThere(out, waitingName(name))) await this.folder.move({ below: out, name: waitingName(name) }, { below: out, name })
  }

  /** Looks for the answer a little while; most ERPs take longer, and then the look-ups find it. */
  private async answered(reference: string, scope: Scope): Promise<Held> {
    for (const until = Date.now() + this.waitMs; ; await pause(LOOKS_EVERY_MS)) {
      await this.answers?.takeIn()
      const posting = (await this.postings.of(reference))!
      const refusal = posting.state === 'refused' ? await this.postings.hearRefusal(posting) : null
      if (refusal) throw new ErpRefused(refusal.code, refusal.sentence)
      if (posting.state === 'answered') {
        const [held, ...more] = await this.answers!.documents(posting, scope)
        if (more.length === 0) return held
        throw new ErpOutcomeUnknown(`The ERP answered ${more.length + 1} times, with different documents`)
      }
      if (Date.now() >= until) throw new ErpOutcomeUnknown(this.waiting(posting))
    }
  }

  private waiting({ name, writtenAt }: FilePosting): string {
    const at = DateTime.fromSQL(writtenAt, { zone: 'utc' })
    const hours = Math.floor(DateTime.utc().diff(at).as('hours'))
    if (hours < (this.mapping.unansweredHours ?? HOURS)) return `The ERP has not answered the file ${name} yet`

    return `The ERP has not answered the file ${name} for ${hours} hours: look there whether it was taken`
  }
}

/** What lies under this name is not finished; no ERP takes it, since its patterns name files that end otherwise. */
function waitingName(name: string): string {
  return `.${name}.tmp`
}

/** A second attempt, after a refusal, is another file. */
function numbered(name: string, attempt: number): string {
  if (attempt === 1) return name
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? `${name}-${attempt}` : `${name.slice(0, dot)}-${attempt}${name.slice(dot)}`
}
