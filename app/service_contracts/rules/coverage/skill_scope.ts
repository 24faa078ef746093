import type { SkillScope } from '#service_contracts/rules/coverage/coverage_terms'

export interface SkillFit {
  /** 1 for a root skill, more for deeper ones, 0 for "all skills". */
  depth: number
  /** The listed skill that was found; the asked one where all are covered; null where none was asked. */
  skill: string | null
}

/**
 * The deepest ancestor of the asked skill that a scope lists, or null when it lists none. Listing a
 * skill includes everything below it; an empty list covers nothing.
 *
 * @param asked the skill with its ancestors, the root first
 */
export function skillFit(scope: SkillScope, asked: readonly string[]): SkillFit | null {
  if (scope === 'all') return { depth: 0, skill: asked.at(-1) ?? null }
  for (let depth = asked.length; depth > 0; depth--) {
    if (scope.includes(asked[depth - 1])) return { depth, skill: asked[depth - 1] }
  }
  return null
}
