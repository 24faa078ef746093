import type { ErpCustomerAbilities, ErpDescription, ErpEntity } from '#contracts/erp'
import { CUSTOMER_FIELDS } from '#contracts/erp'

export interface Ability {
  /** Sentence `mapping.abilities.<key>.<state>`. */
  key: string
  state: 'works' | 'degraded' | 'impossible'
  values: Record<string, string | number>
}

/** What was seen when the ERP was tried. */
export interface ErpObservations {
  /** How far the ERP's clock is ahead of ours. */
  skewSeconds: number | null
  readings: { entity: ErpEntity; records: number; unreadable: number; milliseconds: number; failure: string | null }[]
  /** Null when the search answered. */
  searchFailure: string | null
}

const SKEW_FELT = 5
const SKEW_TOO_MUCH = 300
const DECIMALS_WANTED = 6

/** What an ERP can do by its own description: what works, what is weaker, and what is impossible. */
export function abilitiesOf({ capabilities: can }: ErpDescription): Ability[] {
  const ability = (key: string, state: Ability['state'], values: Ability['values'] = {}): Ability => ({ key, state, values })
  const isSafe = can.externalReferenceSearchable || can.idempotencyHeader

  return [
    ability('changes', can.changedSince ? 'works' : 'degraded'),
    ability('deletions', can.tombstones ? 'works' : can.fullKeySweep ? 'degraded' : 'impossible'),
    ability('search', can.externalReferenceSearchable ? 'works' : 'impossible'),
    ability('posting', isSafe ? 'works' : 'degraded'),
    ability('unique', can.externalReferenceUnique || can.idempotencyHeader ? 'works' : 'degraded'),
    ability('parallel', can.concurrentPosts > 1 ? 'works' : 'degraded', { count: can.concurrentPosts }),
    ability('customers', customersAbility(can.customers)),
    ability('orders', !can.orders ? 'impossible' : can.orders.confirms ? 'works' : 'degraded'),
    ability('stock', !can.stock ? 'impossible' : Object.values(can.stock).every(Boolean) ? 'works' : 'degraded'),
    ability('prices', can.unitPriceDecimals >= DECIMALS_WANTED ? 'works' : 'degraded', { decimals: can.unitPriceDecimals }),
  ]
}

function customersAbility(customers?: ErpCustomerAbilities): Ability['state'] {
  if (!customers || (!customers.creates && customers.updates.length === 0)) return 'impossible'
  return customers.creates && customers.updates.length === CUSTOMER_FIELDS.length ? 'works' : 'degraded'
}

/** What was found out by trying: the clock, the reading of each entity, and the search. */
export function observedAbilities({ skewSeconds, readings, searchFailure }: ErpObservations): Ability[] {
  const skew = Math.abs(skewSeconds ?? 0)
  const clock: Ability =
    skewSeconds === null
      ? { key: 'clock_unknown', state: 'impossible', values: {} }
      : { key: 'clock', state: skew <= SKEW_FELT ? 'works' : skew <= SKEW_TOO_MUCH ? 'degraded' : 'impossible', values: { seconds: skewSeconds } }
  const search: Ability =
    searchFailure === null
      ? { key: 'search_tried', state: 'works', values: {} }
      : { key: 'search_tried', state: 'impossible', values: { reason: searchFailure } }

  return [
    clock,
    ...readings.map(({ entity, records, unreadable, milliseconds, failure }): Ability => {
      const values = { entity, records, unreadable, milliseconds, reason: failure ?? '' }
      return { key: 'reading', state: failure !== null ? 'impossible' : unreadable > 0 ? 'degraded' : 'works', values }
    }),
    search,
  ]
}
