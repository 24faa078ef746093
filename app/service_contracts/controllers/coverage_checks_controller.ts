import type { HttpContext } from '@adonisjs/core/http'
import { filledFields } from '#shared/presentation/filled_fields'
import { SentencesOfValidation } from '#shared/presentation/sentences_of_validation'
import { checkForm, dryRun, filledLines } from '#service_contracts/queries/coverage/check_page'
import { refuseUnreachable } from '#service_contracts/queries/coverage/reachable_question'
import { checkQuestion, coverageCheckValidator } from '#service_contracts/validators/coverage'

/** The form and its answer on one page, by its address: looking never writes, so it can be kept, sent and asked otherwise. */
export default class CoverageChecksController {
  async show({ request, view, actor, i18n }: HttpContext) {
    const typed = request.qs()
    const form = await checkForm(typed, actor)
    const page = 'pages/service_contracts/coverage/check'
    const lines = filledLines(typed)
    if (lines.length === 0) return view.render(page, { ...form, errors: {}, answer: null })

    const [problem, asked] = await coverageCheckValidator.tryValidate({ ...filledFields(typed), company_id: form.typed.company_id, lines: lines.map(filledFields) }, { messagesProvider: new SentencesOfValidation(i18n, 'service_contracts') })
    if (problem) return view.render(page, { ...form, errors: byField(problem.messages), answer: null })

    const question = checkQuestion(asked, actor.timeZone)
    await refuseUnreachable(question, actor)
    return view.render(page, { ...form, errors: {}, lines, answer: (await dryRun(question)).explanation })
  }
}

function byField(messages: { field: string; message: string }[]): Record<string, string[]> {
  const errors: Record<string, string[]> = {}
  for (const { field, message } of messages) (errors[field] ??= []).push(message)
  return errors
}
