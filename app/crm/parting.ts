import type { Trx } from '#shared/database/transaction'
import type CompanyUnion from '#crm/models/company_union'

/** Whether something happened since two companies became one that forbids to part them. */
type Obstacle = (union: CompanyUnion, trx: Trx) => Promise<boolean>

const obstacles: Obstacle[] = []

/** Domains that work with what a company has say here when two that became one must stay one. */
export function offerPartingObstacle(obstacle: Obstacle): void {
  obstacles.push(obstacle)
}

/** Whether any domain forbids to take a union back. */
export async function isPartingForbidden(union: CompanyUnion, trx: Trx): Promise<boolean> {
  for (const obstacle of obstacles) if (await obstacle(union, trx)) return true
  return false
}
