import { DateTime } from 'luxon'
import type { Row } from '#shared/records/record_type'
import type { CoverageCase } from '#service_contracts/rules/coverage/coverage_case'

/** The address of "Check coverage" with the question of a kept decision filled in, to be asked otherwise. */
export function questionAgain(row: Row, { requestedAt, lines, currency }: CoverageCase, zone: string): string {
  const moment = DateTime.fromISO(requestedAt).setZone(zone)
  const fields = new URLSearchParams({ company_id: String(row.company_id), currency, on: moment.toISODate()!, at: moment.toFormat('HH:mm') })
  if (row.installed_item_id) fields.set('item_id', String(row.installed_item_id))
  if (row.skill_id) fields.set('skill_id', String(row.skill_id))
  if (row.ordering_party_id) fields.set('ordering_party_id', String(row.ordering_party_id))
  lines.forEach((line, at) => {
    const values = { category: line.category, quantity: line.quantity, unit: line.unit, amount: line.amount, component: line.component, product_id: line.product?.slice(1) }
    for (const [name, value] of Object.entries(values)) if (value) fields.set(`lines[${at}][${name}]`, value)
  })
  return `/service-contracts/coverage/check?${fields}`
}
