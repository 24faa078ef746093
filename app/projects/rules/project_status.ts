import type { MinorUnits } from '#shared/money/money'

export type ProjectStatus = 'planned' | 'running' | 'closed' | 'cancelled'

/** What people do with a project, in the order in which it is shown to them. */
export const PROJECT_MOVES = ['start', 'close', 'replan', 'cancel', 'reopen'] as const
export type ProjectMove = (typeof PROJECT_MOVES)[number]

/** Moves that need to say why. */
export const WITH_REASON: readonly ProjectMove[] = ['replan', 'cancel', 'reopen']

/** What decides whether a project can move. */
export interface ProjectFacts {
  status: ProjectStatus
  milestones: number
  /** Milestones that were not reached. */
  openMilestones: number
  /** Milestones whose share comes to less than the smallest unit. */
  emptyMilestones: number
  /** The price less what the milestones come to. */
  differenceCents: MinorUnits
}

export type ProjectObstacle = 'not_now' | 'no_milestones' | 'difference' | 'empty_milestone' | 'open_milestones'

const MOVES: Record<ProjectMove, Partial<Record<ProjectStatus, ProjectStatus>>> = {
  start: { planned: 'running' },
  close: { running: 'closed' },
  replan: { running: 'planned' },
  cancel: { planned: 'cancelled', running: 'cancelled' },
  reopen: { closed: 'running', cancelled: 'planned' },
}

/** The moves that lead out of this status, whether something still stands in their way or not. */
export function projectMovesFrom(status: ProjectStatus): ProjectMove[] {
  return PROJECT_MOVES.filter((move) => MOVES[move][status] !== undefined)
}

/** The status after a move; null where none leads from this one. */
export function movedProject(status: ProjectStatus, move: ProjectMove): ProjectStatus | null {
  return MOVES[move][status] ?? null
}

/** Why a project cannot make a move now; null where it can. */
export function obstacleTo(move: ProjectMove, facts: ProjectFacts): ProjectObstacle | null {
  if (movedProject(facts.status, move) === null) return 'not_now'
  if (move === 'start') {
    if (facts.milestones === 0) return 'no_milestones'
    if (facts.differenceCents !== 0) return 'difference'
    if (facts.emptyMilestones > 0) return 'empty_milestone'
  }
  return move === 'close' && facts.openMilestones > 0 ? 'open_milestones' : null
}
