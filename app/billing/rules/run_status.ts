/**
 * computing → proposed → approved → posting → done; a run without charges ends as empty, one nobody wants as discarded.
 * A run that is computing or proposed is open: it may still change.
 */
export type RunStatus = 'computing' | 'proposed' | 'empty' | 'discarded' | 'approved' | 'posting' | 'done'

const NEXT: Record<RunStatus, readonly RunStatus[]> = {
  computing: ['proposed', 'empty', 'discarded'],
  proposed: ['computing', 'approved', 'empty', 'discarded'],
  empty: [],
  discarded: [],
  approved: ['posting'],
  posting: ['done'],
  done: [],
}

export function canMove(from: RunStatus, to: RunStatus): boolean {
  return NEXT[from].includes(to)
}
