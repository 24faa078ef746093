/**
 * computing → proposed → approving → approved → posting → done; a run without charges ends as empty, one nobody wants as discarded.
 * A run that is computing, proposed or being approved is open; one that is being approved changes only by being approved, refused or discarded.
 */
export type RunStatus = 'computing' | 'proposed' | 'approving' | 'empty' | 'discarded' | 'approved' | 'posting' | 'done'

const NEXT: Record<RunStatus, readonly RunStatus[]> = {
  computing: ['proposed', 'empty', 'discarded'],
  proposed: ['computing', 'approving', 'empty', 'discarded'],
  approving: ['approved', 'proposed', 'discarded'],
  empty: [],
  discarded: [],
  approved: ['posting'],
  posting: ['done'],
  done: [],
}

export function canMove(from: RunStatus, to: RunStatus): boolean {
  return NEXT[from].includes(to)
}

/** Whether a run of that status still keeps others of its scope from being opened. */
export function isOpen(status: RunStatus): boolean {
  return status === 'computing' || status === 'proposed' || status === 'approving'
}
