import type { HttpContext } from '@adonisjs/core/http'
import { letterPdf } from '#service_contracts/queries/letters/letter_file'
import { keptLetter } from '#service_contracts/queries/letters/letters'

export default class LetterPrintsController {
  async show({ params, response, actor }: HttpContext) {
    const { row, content } = await keptLetter(Number(params.id), actor)
    const pdf = await letterPdf({ row, content })

    response.header('content-type', 'application/pdf')
    response.header('content-disposition', `inline; filename="${row.number}.pdf"`)
    return response.send(pdf)
  }
}
