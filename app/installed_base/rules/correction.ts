import type { EventFacts } from '#installed_base/rules/item_event'
import { LOCATION_COLUMNS, locationOf } from '#installed_base/rules/location'
import { compareQuantities, isSome, quantity } from '#installed_base/rules/quantity'

type Facts = Record<string, unknown>

export type FixedFact = 'product_id' | 'serial' | 'lot' | 'quantity' | 'closed'

const HELD = [
  { fact: 'companyId', field: 'company_id' },
  { fact: 'place', field: 'place' },
  { fact: 'location', field: 'site_id' },
  { fact: 'quantity', field: 'quantity' },
] as const

/** What a person changed of the facts that events tell, as a correction says it. */
export function correctedFacts(before: Facts, after: Facts): EventFacts {
  const facts: EventFacts = {}
  if (differs(before, after, 'company_id')) facts.companyId = Number(after.company_id)
  if (differs(before, after, 'place')) facts.place = (after.place as string | null) ?? null
  if (LOCATION_COLUMNS.some((name) => differs(before, after, name))) facts.location = locationOf(after)
  if (differs(before, after, 'ordering_company_id')) facts.orderingCompanyId = Number(after.ordering_company_id)
  if (differs(before, after, 'expected_back_on')) facts.expectedBackOn = (after.expected_back_on as EventFacts['expectedBackOn']) ?? null
  if (differs(before, after, 'ownership')) facts.ownership = after.ownership as EventFacts['ownership']
  if (differs(before, after, 'delivered_on')) facts.deliveredOn = after.delivered_on as EventFacts['deliveredOn']
  if (compareQuantities(String(before.quantity), String(after.quantity)) !== 0) facts.quantity = quantity(String(after.quantity))
  return facts
}

/** The first fact that an edit may not change, with the field it stands in; null when all may. */
export function fixedFact(values: Facts, before: Facts): { fact: FixedFact; field: string } | null {
  for (const fact of ['product_id', 'serial'] as const) if (fact in values && differs(before, values, fact)) return { fact, field: fact }

  const after = { ...before, ...values }
  const facts = correctedFacts(before, after)
  const held = HELD.find(({ fact }) => fact in facts)
  if (held && !before.is_open) return { fact: 'closed', field: held.field }

  const allowed = facts.quantity === undefined || (isSome(facts.quantity) && !before.serial)
  return allowed ? null : { fact: 'quantity', field: 'quantity' }
}

function differs(before: Facts, after: Facts, name: string): boolean {
  return String(before[name] ?? '') !== String(after[name] ?? '')
}
