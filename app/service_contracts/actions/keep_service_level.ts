import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant, todayIn } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import type { Row } from '#shared/records/record_type'
import { currentServiceLevel } from '#service_contracts/queries/service_levels'
import { versionsByIds } from '#service_contracts/queries/models/model_versions'
import type { ServiceLevelTerms } from '#service_contracts/rules/service_level'

interface Copy {
  contractId: number
  validFrom: CalendarDate
  terms: ServiceLevelTerms | null
  reason?: string | null
}

/** Gives a contract a copy of a service level from a day on, or none; the copies before stay. */
export async function keepServiceLevel({ contractId, validFrom, terms, reason }: Copy, actor: Pick<Actor, 'id' | 'name'> | null, trx: Trx): Promise<void> {
  const last = await trx.from('contract_service_levels').where('service_contract_id', contractId).max('number as number').first()
  await trx.insertQuery().table('contract_service_levels').insert({
    service_contract_id: contractId,
    number: Number(last?.number ?? 0) + 1,
    valid_from: validFrom,
    service_level_id: terms?.levelId ?? null,
    hours_calendar_id: terms?.calendarId ?? null,
    terms: terms ? JSON.stringify(terms) : null,
    reason: reason ?? null,
    user_id: actor?.id ?? null,
    user_name: actor?.name ?? null,
    created_at: sqlInstant(now()),
  })
}

/** The copy that a new contract begins with: what the version of its model published, else what its level says now. */
export async function keepFirstServiceLevel(contractId: number, trx: Trx, actor: Actor | null = null): Promise<void> {
  const contract = await trx.from('service_contracts').where('id', contractId).firstOrFail()
  const levelId = contract.service_level_id ? Number(contract.service_level_id) : null
  if (!levelId) return
  const versionId = Number(contract.contract_model_version_id ?? 0)
  const published = (await versionsByIds([versionId], trx)).get(versionId)?.terms.serviceLevel ?? null
  const calendar = published && (await trx.from('hours_calendars').where('id', published.calendarId).first())
  const terms = calendar && published.levelId === levelId ? published : await currentServiceLevel(levelId, trx)
  await keepServiceLevel({ contractId, validFrom: contract.starts_on, terms }, actor, trx)
}

/** Keeps a copy when a saved contract names another level than before: a draft from its first day, one in force from today. */
export async function followServiceLevel(row: Row, before: Row | null, actor: Actor, trx: Trx): Promise<void> {
  if (!before) return keepFirstServiceLevel(row.id, trx, actor)
  const [levelId, old] = [Number(row.service_level_id ?? 0), Number(before.service_level_id ?? 0)]
  if (levelId === old) return
  const today = todayIn(actor.timeZone)
  const startsOn = row.starts_on as CalendarDate
  const validFrom = row.status === 'draft' || startsOn > today ? startsOn : today
  await keepServiceLevel({ contractId: row.id, validFrom, terms: await currentServiceLevel(levelId, trx) }, actor, trx)
}
