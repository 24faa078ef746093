import { within } from '#shared/database/transaction'
import ImportRefused from '#shared/records/imports/errors/import_refused'
import type { ImportMapping } from '#shared/records/imports/rules/import_mapping'
import Import from '#shared/records/models/import'
import { writableFields, type RecordType } from '#shared/records/record_type'

/**
 * Keeps what each column means and begins the dry run. May be done again until the import is written.
 *
 * @throws {ImportRefused} when the mapping cannot work for any row
 */
export default class MapImport {
  async handle(type: RecordType, id: number, mapping: ImportMapping): Promise<Import> {
    this.refuseUseless(type, mapping)
    return within(undefined, async (trx) => {
      const found = await Import.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
      if (!['mapping', 'checked'].includes(found.state)) throw new ImportRefused('not_now')
      const columns = found.headings.map((_, index) => mapping.columns[index] ?? null)
      return found.merge({ mapping: { ...mapping, columns }, state: 'checking', doneCount: 0, failure: null }).save()
    })
  }

  private refuseUseless(type: RecordType, { columns, key, mode }: ImportMapping) {
    const used = columns.filter((name): name is string => name !== null)
    if (used.length === 0) throw new ImportRefused('no_columns', {}, 'columns')
    if (new Set(used).size < used.length) throw new ImportRefused('twice_mapped', {}, 'columns')
    if ((key && !used.includes(key)) || (!key && mode !== 'create')) throw new ImportRefused('key_unmapped', {}, 'key')

    const missing = writableFields(type).filter((field) => field.required && field.initial === undefined && !used.includes(field.name))
    if (mode === 'create' && missing.length > 0) {
      throw new ImportRefused('required_unmapped', { fields: missing.map(({ name }) => name).join(', ') }, 'columns')
    }
  }
}
