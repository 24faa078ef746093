import db from '@adonisjs/lucid/services/db'

export const FAULT_KINDS = ['delay', 'lost_reply', 'duplicate', 'reorder', 'too_many', 'server_error', 'rubbish', 'expired_session', 'clock_skew'] as const
export const FAULT_OPERATIONS = ['any', 'read', 'create', 'change', 'add_line', 'validate', 'discard'] as const

export type FaultKind = (typeof FAULT_KINDS)[number]
export type FaultOperation = (typeof FAULT_OPERATIONS)[number]

export interface SandboxFault {
  id: number
  kind: FaultKind
  operation: FaultOperation
  /** How often, of a hundred calls. */
  percent: number
  /** Milliseconds, or seconds for `too_many` and `clock_skew`. */
  amount: number
  /** How often still; null without end. */
  times_left: number | null
  times_done: number
}

/** The faults that befall this call; each time is counted. */
export async function faultsFor(operation: FaultOperation, dice: () => number = Math.random): Promise<Map<FaultKind, number>> {
  const switched: SandboxFault[] = await db.from('sandbox_faults').whereIn('operation', ['any', operation]).orderBy('id')
  const befalling = new Map<FaultKind, number>()
  for (const { id, kind, percent, amount, times_left: left } of switched) {
    if (left === 0 || dice() * 100 >= percent) continue
    befalling.set(kind, amount)
    const query = db.from('sandbox_faults').where({ id })
    if (left !== null) await query.decrement('times_left', 1)
    await db.from('sandbox_faults').where({ id }).increment('times_done', 1)
  }
  return befalling
}
