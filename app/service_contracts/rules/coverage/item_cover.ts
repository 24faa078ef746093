import type { CoverageCase } from '#service_contracts/rules/coverage/coverage_case'
import { refusalOf, referenceInstant } from '#service_contracts/rules/coverage/contract_gate'
import { localMoment } from '#service_contracts/rules/coverage/covered_hours'
import { bestFit, closer, fitOf, type ScopeFit } from '#service_contracts/rules/coverage/item_scope'
import { byId } from '#service_contracts/rules/coverage/text_order'
import type { CaseContract } from '#service_contracts/rules/coverage/coverage_terms'

export interface ItemCover {
  contract: CaseContract
  /** Names the item or what it is built into; others reach it by product, family, site or as everything. */
  isDirect: boolean
  level: number
}

/** Contracts in force that reach the case's item with some rule, whatever the skill or the kind of work; the closest first. */
export function coverOfItem(request: CoverageCase): ItemCover[] {
  const [item] = request.items
  const line = { id: '', item: item.id, category: 'part', product: null, family: null, component: null, quantity: '1', unit: null, amount: '0', at: null } as const
  const covers: (ItemCover & { fit: ScopeFit })[] = []
  for (const contract of request.contracts) {
    const { day } = localMoment(referenceInstant(request, contract), contract.timeZone)
    if (refusalOf(request, contract, day)) continue
    const fits = contract.rules.map((rule) => (rule.item ? fitOf(rule.item, item, line) : bestFit(contract.items, item, line)))
    const [fit] = fits.filter((found) => found !== null).sort(closer)
    if (fit) covers.push({ contract, isDirect: fit.level >= 5, level: fit.level, fit })
  }
  return covers
    .sort((one, other) => closer(one.fit, other.fit) || byId(one.contract.id, other.contract.id))
    .map(({ contract, isDirect, level }) => ({ contract, isDirect, level }))
}
