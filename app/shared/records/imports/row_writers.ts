import i18nManager from '@adonisjs/i18n/services/main'
import type { Actor } from '#shared/actor'
import { ReferenceFinder } from '#shared/records/imports/queries/reference_finder'
import { RowReader } from '#shared/records/imports/row_reader'
import { RowWriter } from '#shared/records/imports/row_writer'
import type { SeenValues } from '#shared/records/imports/seen_values'
import type Import from '#shared/records/models/import'
import { recordType } from '#shared/records/registry'

/** What writes the rows of an import on behalf of a person and in that person's language. */
export function rowWriterFor(imported: Import, actor: Actor, seen?: SeenValues): RowWriter {
  const type = recordType(imported.recordType)
  const i18n = i18nManager.locale(actor.locale)
  const reader = new RowReader(type, imported.mapping!, new ReferenceFinder(actor), i18n)
  return new RowWriter(type, imported.mapping!, reader, actor, i18n, seen)
}
