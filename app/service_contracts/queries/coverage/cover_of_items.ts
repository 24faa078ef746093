import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { now } from '#shared/clock'
import type { Row, RowMarks } from '#shared/records/record_type'
import { caseContracts, contractRows } from '#service_contracts/queries/coverage/case_contracts'
import { caseFromRecords } from '#service_contracts/queries/coverage/case_from_records'
import { caseItem, familiesOf, itemPlaces } from '#service_contracts/queries/coverage/case_items'
import { coverOfItem, type ItemCover } from '#service_contracts/rules/coverage/item_cover'

const UNCOVERED = { labelKey: 'coverage.badge_none', tone: 'warning', icon: 'shield-x' } as const

/** What covers each of some items of one company today, as a badge for a list; the contracts are read once for all. */
export async function coverOfItems(items: Row[], actor: Actor): Promise<RowMarks | null> {
  if (!actor.may('coverage_decision', 'view')) return null
  const open = items.filter(({ is_open: isOpen }) => Boolean(isOpen))
  if (open.length === 0) return { labelKey: 'coverage.coverage', of: new Map() }

  const client = db.connection()
  const companyId = Number(open[0].company_id)
  const requestedAt = now().toISO({ suppressMilliseconds: true })!
  const asked = { companyId, itemId: null, productId: null, skillId: null, requestedAt, interventionAt: null, currency: 'EUR', lines: [], contractIds: [] }
  const [families, places] = await Promise.all([familiesOf([...new Set(open.map(({ product_id: id }) => Number(id)))], client), itemPlaces(open, client)])
  const subjects = open.map((item) => caseItem(item, families, places))
  const companies = [...new Set([companyId, ...open.map(({ ordering_company_id: id }) => Number(id))])]
  const rows = await contractRows(companies, [...new Set(subjects.flatMap(({ id, path }) => [Number(id), ...path.map(Number)]))], client)
  if (rows.length === 0) return { labelKey: 'coverage.coverage', of: new Map(open.map(({ id }) => [id, UNCOVERED])) }

  const [request, found] = await Promise.all([caseFromRecords(asked), caseContracts(rows, requestedAt, null, client)])
  const contracts = found.map((contract) => ({ ...contract, currency: 'EUR' }))

  const marked = open.map((item, at) => {
    const receivedBy = Number(item.ordering_company_id) === companyId ? null : String(item.ordering_company_id)
    const [closest] = coverOfItem({ ...request, orderingParty: receivedBy, items: [subjects[at]], contracts })
    return [item.id, closest ? markOf(closest) : UNCOVERED] as const
  })
  return { labelKey: 'coverage.coverage', of: new Map(marked) }
}

function markOf({ contract, isDirect }: ItemCover) {
  return { labelKey: `coverage.classes.${contract.class}`, tone: isDirect ? ('success' as const) : ('info' as const), icon: 'shield-check' }
}
