import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import encryption from '@adonisjs/core/services/encryption'
import { errors } from '@vinejs/vine'
import { todayIn } from '#shared/clock'
import TakePublicForm from '#warranty/actions/take_public_form'
import PublicFormRefused from '#warranty/errors/public_form_refused'
import RegistrationRefused from '#warranty/errors/registration_refused'
import { countPublicRegistration } from '#warranty/limits'
import { publicComplaints } from '#warranty/queries/public_complaints'
import { warrantySettings } from '#warranty/queries/warranty_settings'
import { FORM_PASS, FORM_PASS_LASTS } from '#warranty/rules/form_pass'
import { proofOf, publicRegistration, publicRegistrationValidator } from '#warranty/validators/public_registration'

/** The form by which customers register without an account. It tells nobody what others registered. */
export default class PublicRegistrationsController {
  async create({ view }: HttpContext) {
    const pass = encryption.encrypt({ at: Date.now() }, { expiresIn: FORM_PASS_LASTS, purpose: FORM_PASS })
    return view.render('pages/warranty/forms/create', { pass, isOpen: (await warrantySettings()).isFormOpen })
  }

  @inject()
  async store({ request, response, session, i18n }: HttpContext, take: TakePublicForm) {
    await countPublicRegistration(request.ip())
    // only programs fill in a field that people do not see; they are thanked like everybody
    if (request.input('website')) return response.redirect().status(303).toPath('/warranty/register/done')
    if (!(await warrantySettings()).isFormOpen) return response.redirect().status(303).toPath('/warranty/register')

    const form = await request.validateUsing(publicRegistrationValidator)
    if (!encryption.decrypt(form.pass, FORM_PASS)) throw new PublicFormRefused('stale')
    const row = await take.handle(publicRegistration(form, i18n.locale), proofOf(form), todayIn('local')).catch((error) => {
      if (!(error instanceof RegistrationRefused)) throw error
      throw new errors.E_VALIDATION_ERROR(publicComplaints(error.findings, i18n))
    })

    session.flash('registered', { number: row.number, status: row.status })
    return response.redirect().status(303).toPath('/warranty/register/done')
  }

  async show({ view, session }: HttpContext) {
    return view.render('pages/warranty/forms/show', { registered: session.flashMessages.get('registered') ?? null })
  }
}
