import type { HttpContext } from '@adonisjs/core/http'
import { appUrl } from '#config/app'
import { currentPdf } from '#shared/pdf/pdf'
import { labelledItems, labelSheet } from '#installed_base/queries/item_labels'

export default class ItemLabelsController {
  async index({ actor, i18n, request, response }: HttpContext) {
    const items = await labelledItems(request.qs(), actor)
    const words = { title: i18n.t('installed_base.labels.title'), scan: i18n.t('installed_base.labels.scan'), language: i18n.locale }
    const file = await (await currentPdf()).print(await labelSheet(items, words, appUrl))

    response.header('content-type', 'application/pdf')
    response.header('content-disposition', 'inline; filename="labels.pdf"')
    return response.send(file)
  }
}
