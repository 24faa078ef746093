import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { addMonthsAnchored, type CalendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import { formPage } from '#shared/records/pages/form_page'
import type { Values } from '#shared/records/record_type'
import { currentModelTerms } from '#service_contracts/queries/models/model_terms'
import { newestModelVersion } from '#service_contracts/queries/models/model_versions'
import { recordType } from '#shared/records/registry'
import { birthday } from '#service_contracts/rules/birth'
import { firstTerms } from '#service_contracts/rules/models/first_terms'

/** The form of a new contract, filled with the terms of a model where its address names one. */
export async function contractForm(query: Values, actor: Actor) {
  const models = await db.from('contract_models').where('is_active', true).orderBy('name')
  const model = models.find(({ id }) => Number(id) === Number(query.contract_model_id))
  const companyId = Number(query.company_id) || null
  if (!model) return { ...(await formPage(recordType('service_contract'), null, actor, query)), models, chosen: null, companyId }

  const version = await newestModelVersion(Number(model.id), db.connection())
  const terms = version?.terms ?? (await currentModelTerms(model, db.connection()))
  const startsOn = birthday((query.starts_on as CalendarDate) || todayIn(actor.timeZone), model.starts)
  const months = Number(terms.fields.duration_months ?? 0)
  const endsOn = months > 0 ? addMonthsAnchored(startsOn, months) : null
  const filled = { ...firstTerms(terms), contract_model_id: model.id, title: model.name, starts_on: startsOn, ends_on: endsOn, ...query }
  const chosen = { id: Number(model.id), name: model.name, number: version?.number ?? 1, lineCount: terms.lines.length }
  return { ...(await formPage(recordType('service_contract'), null, actor, filled)), models, chosen, companyId }
}
