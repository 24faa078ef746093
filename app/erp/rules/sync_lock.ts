/** Seconds without a sign of life after which a run counts as dead. */
export const DEAD_AFTER_SECONDS = 120

export interface LockState {
  token: string | null
  host: string | null
  pid: number | null
  secondsSinceHeartbeat: number
}

export interface Witness {
  host: string
  /** Whether a process of this host holds the token, as far as this process can see. */
  isAlive(pid: number, token: string): boolean
}

/** Whether a lock can be taken: nobody holds it, or whoever held it has died. */
export function isFree(lock: LockState, witness: Witness): boolean {
  if (lock.token === null) return true
  if (lock.secondsSinceHeartbeat > DEAD_AFTER_SECONDS) return true

  return lock.host === witness.host && lock.pid !== null && !witness.isAlive(lock.pid, lock.token)
}
