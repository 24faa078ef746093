import type { CaseItem, CaseLine } from '#service_contracts/rules/coverage/coverage_case'
import type { ItemScope } from '#service_contracts/rules/coverage/coverage_terms'

/** How closely a scope names the item: its level, 6 to 1, then how deep its component or place lies. */
export interface ScopeFit {
  level: number
  depth: number
}

/**
 * How a scope fits the item of a line, or null when it does not. 6 exact item or serial · 5 component
 * path under the item · 4 product · 3 product family or commercial group · 2 site or place · 1 everything.
 */
export function fitOf(scope: ItemScope, item: CaseItem | null, line: CaseLine): ScopeFit | null {
  if (scope.kind === 'all') return { level: 1, depth: 0 }
  if (item === null) return null
  switch (scope.kind) {
    case 'item':
      return isItem(scope, item) ? { level: 6, depth: 0 } : null
    case 'component':
      return componentFit(scope, item, line)
    case 'product':
      return scope.product === item.product ? { level: 4, depth: 0 } : null
    case 'group':
      return scope.group === item.family || scope.group === item.group ? { level: 3, depth: 0 } : null
    case 'site':
      return siteFit(scope, item)
  }
}

/** The closest of several scopes, or null when none fits. */
export function bestFit(scopes: readonly ItemScope[], item: CaseItem | null, line: CaseLine): ScopeFit | null {
  let best: ScopeFit | null = null
  for (const scope of scopes) {
    const fit = fitOf(scope, item, line)
    if (fit && (best === null || closer(fit, best) < 0)) best = fit
  }
  return best
}

/** For sorting: the closer fit first. */
export function closer(one: ScopeFit, other: ScopeFit): number {
  return other.level - one.level || other.depth - one.depth
}

/** Whether a path such as `motor/bearing` lies at or under another such as `motor`; everything lies under ''. */
export function liesUnder(path: string, parent: string): boolean {
  return parent === '' || path === parent || path.startsWith(`${parent}/`)
}

/** The component path of a line as seen from an item it is built into: parts between them, then the component. */
export function pathUnder(ancestor: string, item: CaseItem, line: CaseLine): string | null {
  const chain = [...item.path, item.id]
  const at = chain.lastIndexOf(ancestor)
  if (at < 0) return null
  return [...chain.slice(at + 1), ...(line.component ? [line.component] : [])].join('/')
}

function isItem(scope: { item: string | null; serial: string | null }, item: CaseItem): boolean {
  if (scope.item !== null) return scope.item === item.id
  return scope.serial !== null && scope.serial === item.serial
}

function componentFit(scope: { item: string; path: string }, item: CaseItem, line: CaseLine): ScopeFit | null {
  const path = pathUnder(scope.item, item, line)
  if (path === null || path === '' || !liesUnder(path, scope.path)) return null
  return { level: 5, depth: segments(scope.path) }
}

function siteFit(scope: { site: string; place: string | null }, item: CaseItem): ScopeFit | null {
  if (scope.site !== item.site) return null
  const place = scope.place ?? ''
  return liesUnder(item.place ?? '', place) ? { level: 2, depth: segments(place) } : null
}

function segments(path: string): number {
  return path === '' ? 0 : path.split('/').length
}
