import type { CaseItem, CaseLine } from '#service_contracts/rules/coverage/coverage_case'
import type { CaseContract, CoverageRule } from '#service_contracts/rules/coverage/coverage_terms'
import { bestFit, closer, fitOf, liesUnder, pathUnder, type ScopeFit } from '#service_contracts/rules/coverage/item_scope'
import { skillFit, type SkillFit } from '#service_contracts/rules/coverage/skill_scope'
import { byId } from '#service_contracts/rules/coverage/text_order'

/** A rule that reaches the item and the skill of a line. */
export interface RuleMatch {
  rule: CoverageRule
  item: ScopeFit
  skill: SkillFit
  crossed: boolean
}

/** What a contract's rules say about a line: those that match, the most specific first, or what is missing. */
export interface Matches {
  found: RuleMatch[]
  missing: 'ITEM_NOT_COVERED' | 'SKILL_NOT_COVERED' | null
}

/**
 * The rules of a contract that reach a line, the most specific first: crossed before separate ones, then
 * the closer item, then the deeper skill, then the id.
 *
 * @param skills the skill asked for with its ancestors, the root first
 */
export function matchesOf(contract: CaseContract, item: CaseItem | null, line: CaseLine, skills: readonly string[]): Matches {
  const found: RuleMatch[] = []
  let isReached = false
  const ownItem: ScopeFit | null = bestFit(contract.items, item, line)
  const ownSkill: SkillFit | null = skillFit(contract.skills, skills)

  for (const rule of contract.rules) {
    const fit = rule.item ? fitOf(rule.item, item, line) : ownItem
    if (!fit) continue
    isReached = true
    const skill = rule.skills ? skillFit(rule.skills, skills) : ownSkill
    if (skill) found.push({ rule, item: fit, skill, crossed: isCrossed(rule) })
  }
  if (found.length > 1) found.sort((one, other) => moreSpecific(one, other) || byId(one.rule.id, other.rule.id))
  return { found, missing: found.length > 0 ? null : isReached ? 'SKILL_NOT_COVERED' : 'ITEM_NOT_COVERED' }
}

/** For sorting rules of one contract: the more specific first; 0 when only their ids differ. */
export function moreSpecific(one: RuleMatch, other: RuleMatch): number {
  return Number(other.crossed) - Number(one.crossed) || closer(one.item, other.item) || other.skill.depth - one.skill.depth
}

/** The excluded component path a line lies under, seen from its item or from what that is built into; or null. */
export function excludedComponent(excludedComponents: readonly string[], item: CaseItem | null, line: CaseLine): string | null {
  if (excludedComponents.length === 0) return null
  const paths = item ? [...item.path, item.id].map((ancestor) => pathUnder(ancestor, item, line) ?? '') : [line.component ?? '']
  const hit = (excluded: string) => paths.some((path) => path !== '' && liesUnder(path, excluded))
  return excludedComponents.filter(hit).sort()[0] ?? null
}

function isCrossed({ item, skills }: CoverageRule): boolean {
  return item !== null && skills !== null && skills !== 'all'
}
