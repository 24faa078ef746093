import type { Reach } from '#shared/actor'
import type { ResourcePermissions } from '#shared/permissions'
import type { Grant } from '#identity/rules/reach'

export const REACHES: readonly Reach[] = ['none', 'own', 'team', 'all']

/** The form of a matrix: for each resource and action how far it reaches. */
export type Matrix = Record<string, Record<string, Reach>>

/** The grants of a submitted matrix: only permissions that exist, and only those that reach anywhere. */
export function grantsOf(matrix: Matrix, known: readonly ResourcePermissions[]): Grant[] {
  return known.flatMap(({ resource, actions }) =>
    actions.flatMap((action) => {
      const reach = matrix[resource]?.[action] ?? 'none'
      return reach === 'none' ? [] : [{ resource, action, reach }]
    })
  )
}

/** What differs between two sets of grants, as `invoice.approve: none → all`. */
export function matrixChanges(before: readonly Grant[], after: readonly Grant[]): string[] {
  const reaches = (grants: readonly Grant[]) => new Map(grants.map((g) => [`${g.resource}.${g.action}`, g.reach]))
  const [was, is] = [reaches(before), reaches(after)]
  const permissions = [...new Set([...was.keys(), ...is.keys()])].sort()

  return permissions
    .filter((permission) => was.get(permission) !== is.get(permission))
    .map((permission) => `${permission}: ${was.get(permission) ?? 'none'} → ${is.get(permission) ?? 'none'}`)
}
