import { inject } from '@adonisjs/core'
import vine from '@vinejs/vine'
import type { HttpContext } from '@adonisjs/core/http'
import ChooseRecords from '#shared/records/bulk_edits/actions/choose_records'
import SetBulkValue from '#shared/records/bulk_edits/actions/set_bulk_value'
import { bulkEditPage, bulkFields } from '#shared/records/bulk_edits/bulk_edit_page'
import BulkEditRefused from '#shared/records/bulk_edits/errors/bulk_edit_refused'
import { ownBulkEdit } from '#shared/records/bulk_edits/queries/own_bulk_edit'
import { addressQuery } from '#shared/records/rules/address_query'
import { validatorOf } from '#shared/records/validator'

const choiceValidator = vine.create({
  ids: vine.array(vine.number().positive()).maxLength(10_000).optional(),
  all: vine.boolean().optional(),
  address: vine.string().maxLength(4000).optional(),
})

export default class BulkEditsController {
  @inject()
  async store({ recordType, request, response, actor }: HttpContext, choose: ChooseRecords) {
    const { ids = [], all, address } = await request.validateUsing(choiceValidator)
    const edit = await choose.handle(recordType, { ids, query: all ? addressQuery(address ?? '') : null }, actor)
    return response.redirect().status(303).toPath(`${recordType.path}/bulk-edits/${edit.id}`)
  }

  async show({ recordType, params, request, actor, view }: HttpContext) {
    const edit = await ownBulkEdit(recordType, Number(params.bulk_edit_id), actor)
    return view.render('pages/records/bulk_edits/show', await bulkEditPage(recordType, edit, actor, request.input('field')))
  }

  @inject()
  async update({ recordType, params, request, response, actor }: HttpContext, set: SetBulkValue) {
    const { id } = await ownBulkEdit(recordType, Number(params.bulk_edit_id), actor)
    const field = bulkFields(recordType).find(({ name }) => name === request.input('field'))
    if (!field) throw new BulkEditRefused('no_value')

    request.updateBody({ [field.name]: request.input(field.name, null) })
    const values = await request.validateUsing(validatorOf(recordType, true))
    await set.handle(id, field.name, values[field.name] ?? null)
    return response.redirect().status(303).toPath(`${recordType.path}/bulk-edits/${id}`)
  }
}
