import type { CalendarDate } from '#shared/calendar/calendar_date'
import { inForceOn, serviceLevelHistory } from '#service_contracts/queries/service_levels'
import { targetTable } from '#service_contracts/rules/service_level'

const SHOWN = 10

/** What a contract promises today, and every service level it had or will have, the newest first. */
export async function serviceOfContract(contractId: number, today: CalendarDate) {
  const history = await serviceLevelHistory(contractId)
  const terms = inForceOn(history, today)?.terms ?? null
  return {
    history: history.slice(0, SHOWN).map(({ validFrom, terms: had, reason, userName }) => ({ validFrom, name: had?.name ?? null, reason, userName })),
    name: terms?.name ?? null,
    levelId: terms?.levelId ?? null,
    targets: terms ? targetTable(terms) : [],
    pausedBy: terms?.pausedBy.join('_and_') ?? '',
  }
}
