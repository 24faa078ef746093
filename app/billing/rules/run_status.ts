/**
 * computing → proposed → approved → posting → done; a run without charges ends as empty.
 * A run that is computing or proposed is open: it may still change.
 */
export type RunStatus = 'computing' | 'proposed' | 'empty' | 'approved' | 'posting' | 'done'

const NEXT: Record<RunStatus, readonly RunStatus[]> = {
  computing: ['proposed', 'empty'],
  proposed: ['computing', 'approved', 'empty'],
  empty: [],
  approved: ['posting'],
  posting: ['done'],
  done: [],
}

export function canMove(from: RunStatus, to: RunStatus): boolean {
  return NEXT[from].includes(to)
}
