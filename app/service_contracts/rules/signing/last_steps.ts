/** A step that takes a contract out of the way, and every reason why it cannot be taken now. */
export type LastStep = 'cancel' | 'close' | 'reopen'

export type LastObstacle = 'not_draft' | 'approval_open' | 'points_held' | 'not_ended' | 'to_be_billed' | 'alerts_open' | 'not_closed'

export interface LastStanding {
  status: string
  /** Whether somebody is deciding about it. */
  isBeingApproved: boolean
  /** Whether points were given to it that nobody has taken back. */
  holdsPoints: boolean
  /** Whether anything of it is still to be charged or credited. */
  isUnbilled: boolean
  alertCount: number
}

/** For each last step why it is not possible now: a draft is cancelled, an ended contract closed once all of it is settled. */
export function lastObstaclesOf({ status, isBeingApproved, holdsPoints, isUnbilled, alertCount }: LastStanding): Record<LastStep, LastObstacle[]> {
  return {
    cancel: [...when(status !== 'draft', 'not_draft'), ...when(isBeingApproved, 'approval_open'), ...when(holdsPoints && status === 'draft', 'points_held')],
    close: [...when(status !== 'ended', 'not_ended'), ...when(isUnbilled && status === 'ended', 'to_be_billed'), ...when(alertCount > 0, 'alerts_open')],
    reopen: when(status !== 'closed', 'not_closed'),
  }
}

function when(isSo: boolean, obstacle: LastObstacle): LastObstacle[] {
  return isSo ? [obstacle] : []
}
