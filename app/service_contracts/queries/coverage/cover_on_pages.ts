import type { Actor } from '#shared/actor'
import { now } from '#shared/clock'
import type { Row } from '#shared/records/record_type'
import { caseFromRecords } from '#service_contracts/queries/coverage/case_from_records'
import { decisionsOfItem } from '#service_contracts/queries/coverage/decisions_of_item'
import { coverOfItem } from '#service_contracts/rules/coverage/item_cover'

const SHOWN = 5

/** What covers an item today, for its page. */
export async function coverOnItemPage(item: Row, actor: Actor) {
  if (!actor.may('coverage_decision', 'view')) return {}
  const requestedAt = now().toISO({ suppressMilliseconds: true })!
  const asked = { companyId: Number(item.company_id), itemId: item.id, productId: null, skillId: null, requestedAt, interventionAt: null, currency: 'EUR', lines: [], contractIds: null }
  const request = await caseFromRecords(asked)
  // whatever its currency, a contract that reaches the item covers it
  const anyCurrency = { ...request, contracts: request.contracts.map((contract) => ({ ...contract, currency: 'EUR' })) }
  const covers = coverOfItem(anyCurrency).map(({ contract, isDirect, level }) => ({ id: contract.id, number: contract.label, class: contract.class, end: contract.end, isDirect, level }))
  const decisions = await decisionsOfItem(item.id, actor)
  const decisionsHref = `/service-contracts/coverage/decisions?f_installed_item_id=${item.id}`
  return { covers: covers.slice(0, SHOWN), decisions, decisionsHref, checkHref: `/service-contracts/coverage/check?item_id=${item.id}`, historyHref: `/service-contracts/coverage/items/${item.id}/history` }
}

/** The way from a company's page to the check. */
export async function coverOnCompanyPage(company: Row, actor: Actor) {
  if (!actor.may('coverage_decision', 'view')) return {}
  return { checkHref: `/service-contracts/coverage/check?company_id=${company.id}` }
}
