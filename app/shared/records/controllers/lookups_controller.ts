import type { HttpContext } from '@adonisjs/core/http'
import { RecordList } from '#shared/records/queries/record_list'
import { listRequest } from '#shared/records/rules/list_request'
import { titleOf } from '#shared/records/record_type'

const OFFERED = 20

/** The choices of a reference field while somebody types into it. */
export default class LookupsController {
  async index({ recordType, request, actor }: HttpContext) {
    const asked = listRequest(recordType, { q: request.input('q') })
    const { rows } = await new RecordList(recordType, { ...asked, cursor: null }, actor).page(OFFERED)

    return rows.map((row) => ({
      value: row.id,
      label: titleOf(recordType, row),
      hint: recordType.subtitle ? row[recordType.subtitle] : null,
    }))
  }
}
