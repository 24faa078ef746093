import type { I18n } from '@adonisjs/i18n'
import { importTargets, matchFields } from '#shared/records/imports/import_language'
import { countRows, rowsAfter, rowsWithReasons } from '#shared/records/imports/queries/import_rows'
import { IMPORT_MODES } from '#shared/records/imports/rules/import_mapping'
import type Import from '#shared/records/models/import'
import { fieldKey, labelKey, writableFields, type RecordType } from '#shared/records/record_type'

const SAMPLE_ROWS = 3

/** Everything the page of one import shows, whichever step it is at. */
export async function importPage(type: RecordType, imported: Import, i18n: I18n, mapsAgain: boolean) {
  const isMapping = imported.state === 'mapping' || (mapsAgain && imported.state === 'checked')
  return {
    type,
    imported,
    title: labelKey(type, 'many'),
    address: `${type.path}/imports/${imported.id}`,
    step: imported.isRunning ? 'running' : isMapping ? 'mapping' : 'result',
    counts: await countRows(imported.id),
    reasons: isMapping || imported.isRunning ? [] : await rowsWithReasons(imported.id),
    mapping: isMapping ? await mappingForm(type, imported, i18n) : null,
    // each stage has its own sentence: checked, written, reverted
    progress: { value: imported.doneCount, max: imported.rowCount },
  }
}

async function mappingForm(type: RecordType, imported: Import, i18n: I18n) {
  const mapping = imported.mapping!
  const sample = await rowsAfter(imported.id, 0, SAMPLE_ROWS)
  const required = new Set(writableFields(type).filter((field) => field.required).map((field) => field.name))
  const nameOf = (field: string) => (field === 'id' ? 'ID' : i18n.t(fieldKey(type, field)))
  const targets = importTargets(type, i18n).map(({ field }) => ({ value: field, label: `${nameOf(field)}${required.has(field) ? ' *' : ''}` }))

  return {
    ...mapping,
    targets,
    lines: imported.headings.map((heading, index) => ({
      index,
      heading: heading || i18n.t('imports.column', { number: index + 1 }),
      chosen: mapping.columns[index],
      sample: sample.map(({ cells }) => (cells[index] ?? '').slice(0, 40)).filter(Boolean).join(' · '),
    })),
    keys: [{ value: 'id', label: 'ID' }, ...matchFields(type).map(({ name }) => ({ value: name, label: nameOf(name) }))],
    modes: IMPORT_MODES.map((value) => ({ value, label: i18n.t(`imports.modes.${value}`) })),
  }
}
