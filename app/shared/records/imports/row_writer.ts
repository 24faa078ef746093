import type { I18n } from '@adonisjs/i18n'
import type { Actor } from '#shared/actor'
import { breath } from '#shared/breath'
import type { Trx } from '#shared/database/transaction'
import SaveRecord from '#shared/records/actions/save_record'
import { differences } from '#shared/records/change_log'
import { refusalSentence } from '#shared/records/imports/import_language'
import { matchingRecords, matchText } from '#shared/records/imports/queries/matching_records'
import { Aftermath } from '#shared/records/aftermath'
import { newestChanges } from '#shared/records/queries/newest_change'
import { departs, verdict, type Plan, type Verdict } from '#shared/records/imports/rules/verdict'
import type { ImportMapping } from '#shared/records/imports/rules/import_mapping'
import type { ReadRow, RowReader, StoredRow } from '#shared/records/imports/row_reader'
import type { SeenValues } from '#shared/records/imports/seen_values'
import type { RecordType, Row, Values } from '#shared/records/record_type'
import { storedValues } from '#shared/records/stored_values'

/**
 * Writes rows of a file as records, each all or nothing, through the same action as a
 * form. The dry run does exactly this and takes it back, so that nothing it says can
 * differ from what the import then does.
 */
export class RowWriter {
  protected save = new SaveRecord()

  constructor(
    protected type: RecordType,
    protected mapping: ImportMapping,
    protected reader: RowReader,
    protected actor: Actor,
    protected i18n: I18n,
    /** Values that may stand in a file once; the dry run keeps them over all chunks. */
    protected seen?: SeenValues
  ) {}

  /** @param plans what the dry run decided by line; a row that would become something else is refused */
  async write(rows: readonly StoredRow[], trx: Trx, plans?: ReadonlyMap<number, Plan>): Promise<Verdict[]> {
    const read = await this.reader.read(rows, trx)
    const matches = this.mapping.key
      ? await matchingRecords(this.type, this.mapping.key, read.map(({ key }) => key), this.actor, trx)
      : new Map<string, Row[]>()

    const verdicts: Verdict[] = []
    const aftermath = new Aftermath()
    for (const row of read) {
      await breath()
      const known = row.key === null ? [] : (matches.get(matchText(row.key)) ?? [])
      const twin = this.seen?.twinOf(row)
      const written = twin
        ? verdict(row.line, 'error', { reasons: [this.i18n.t('imports.problems.twice', twin)] })
        : await this.writeRow(row, known, aftermath, trx, plans?.get(row.line))
      if (written.outcome !== 'error') this.seen?.add(row)
      verdicts.push(written)
    }
    await aftermath.write(this.type, { source: 'import', id: this.actor.id, name: this.actor.name }, trx)
    return this.withChanges(verdicts, trx)
  }

  protected async writeRow(row: ReadRow, known: Row[], aftermath: Aftermath, trx: Trx, plan?: Plan): Promise<Verdict> {
    const refuse = (...reasons: string[]) => verdict(row.line, 'error', { reasons })
    const skip = (key: string) => verdict(row.line, 'skip', { recordId: before?.id ?? null, reasons: [this.i18n.t(key)] })
    const before = known[0] ?? null
    if (known.length > 1) return refuse(this.i18n.t('imports.problems.ambiguous', { key: String(row.key), count: known.length }))
    if (!before && this.mapping.key === 'id' && row.key !== null) return refuse(this.i18n.t('imports.problems.gone'))
    if (before && this.mapping.mode === 'create') return skip('imports.skipped.known')
    if (!before && this.mapping.mode === 'update') return skip('imports.skipped.unknown')

    if (!before && !this.actor.may(this.type.name, 'create')) return refuse(this.i18n.t('imports.problems.forbidden', { needed: `${this.type.name}.create` }))

    const { values, problems } = await this.reader.validate(row.values, before === null)
    if (row.problems.length > 0 || problems.length > 0) return refuse(...row.problems, ...problems)
    const version = before ? Number(before.version) : null
    if (plan && departs(plan, before ? 'update' : 'create', before?.id ?? null, version)) return refuse(this.i18n.t('imports.problems.moved'))

    try {
      if (before && this.isSame(before, values)) return skip('imports.skipped.same')
      return await this.saveRow(row.line, before, values, aftermath, trx)
    } catch (error) {
      const sentence = refusalSentence(error, this.i18n)
      if (sentence === null) throw error
      return refuse(sentence)
    }
  }

  protected async saveRow(line: number, before: Row | null, values: Values, aftermath: Aftermath, trx: Trx): Promise<Verdict> {
    const left = new Aftermath()
    const input = { id: before?.id ?? null, values, source: 'import' as const, aftermath: left }
    const saved = await trx.transaction((savepoint) => this.save.handle(this.type, input, this.actor, savepoint))
    aftermath.join(left)
    // only the dry run has seen values, and only it is read before anything is written
    const note = this.seen ? await this.type.importNote?.(saved, trx, { actor: this.actor, t: (key, filled) => this.i18n.t(key, filled) }) : null
    return verdict(line, before ? 'update' : 'create', {
      reasons: note ? [note] : [],
      recordId: Number(saved.id),
      versionBefore: before ? Number(before.version) : null,
      versionAfter: Number(saved.version),
    })
  }

  /** Names the history entry of each changed record, by which it can be taken back. */
  protected async withChanges(verdicts: Verdict[], trx: Trx): Promise<Verdict[]> {
    const changed = verdicts.filter(({ outcome }) => outcome === 'update')
    const changes = await newestChanges(this.type.name, changed.map(({ recordId }) => recordId!), trx)
    for (const one of changed) one.changeId = changes.get(one.recordId!) ?? null
    return verdicts
  }

  protected isSame(before: Row, values: Values): boolean {
    return Object.keys(differences(before, storedValues(this.type, values, before))).length === 0
  }
}
