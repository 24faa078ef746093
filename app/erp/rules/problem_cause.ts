import type { ErpEntity } from '#contracts/erp'

/** Unreadable: the connector could not understand it. Failed: it cannot be kept here. Waiting: its parent is not here. */
export type ProblemKind = 'unreadable' | 'failed' | 'waiting' | 'sweep_guard'

const LONGEST = 190

/**
 * The part of a reason that many records share: what stands in quotes and every run of
 * digits is left out, so that a thousand records with one fault make one group.
 */
export function problemCause(reason: string): string {
  return reason
    .replace(/"[^"]*"|'[^']*'|`[^`]*`/g, '…')
    .replace(/[\p{L}_-]*\d[\p{L}\p{N}_.:-]*/gu, '…')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST)
}

/** The sentence for a record whose parent has not arrived. */
export function waitingReason(missing: { entity: ErpEntity; id: string }): string {
  return `waits for ${missing.entity} "${missing.id}", which has not arrived`
}
