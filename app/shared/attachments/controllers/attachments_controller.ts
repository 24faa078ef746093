import contentDisposition from 'content-disposition'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import KeepAttachment from '#shared/attachments/actions/keep_attachment'
import RemoveAttachment from '#shared/attachments/actions/remove_attachment'
import AttachmentRefused from '#shared/attachments/errors/attachment_refused'
import { contentOf, keptFile } from '#shared/attachments/queries/kept_file'
import { uploadValidator } from '#shared/attachments/validator'
import { reachableRow } from '#shared/records/queries/visibility'

export default class AttachmentsController {
  @inject()
  async store({ recordType, params, request, response, session, actor, i18n }: HttpContext, keep: KeepAttachment) {
    const row = await reachableRow(recordType, Number(params.id), actor, 'edit')
    const { kind, title, file } = await request.validateUsing(uploadValidator, { meta: { kinds: recordType.attachments!.kinds } })
    if (!file.tmpPath) throw new AttachmentRefused('empty')
    const upload = { path: file.tmpPath, sentName: file.clientName }
    const kept = await keep.handle({ recordType: recordType.name, recordId: row.id, kind, title: title ?? '', ...upload }, actor)

    session.flash('notice', i18n.t('attachments.kept', { title: kept.title, version: kept.version }))
    return response.redirect().status(303).toPath(`${recordType.path}/${row.id}`)
  }

  async show({ recordType, params, response, actor }: HttpContext) {
    const row = await reachableRow(recordType, Number(params.id), actor, 'view')
    const kept = await keptFile(recordType.name, row.id, Number(params.attachment_id))

    response.header('content-type', kept.mediaType)
    response.header('content-disposition', contentDisposition(kept.fileName))
    return response.send(await contentOf(kept))
  }

  @inject()
  async destroy({ recordType, params, response, session, actor, i18n }: HttpContext, remove: RemoveAttachment) {
    const row = await reachableRow(recordType, Number(params.id), actor, 'edit')
    const kept = await keptFile(recordType.name, row.id, Number(params.attachment_id))
    await remove.handle(kept, actor)

    session.flash('notice', i18n.t('attachments.removed', { title: kept.title }))
    return response.redirect().status(303).toPath(`${recordType.path}/${row.id}`)
  }
}
