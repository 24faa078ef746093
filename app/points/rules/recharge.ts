import type { Points } from '#points/rules/points'

/** When the points of a recharge may be used: once it is approved, stands in the ERP, or is paid. */
export const RECHARGE_OPENINGS = ['approval', 'posting', 'payment'] as const
export type RechargeOpening = (typeof RECHARGE_OPENINGS)[number]

export interface RechargePolicy {
  /** A recharge is proposed when less than this can be used. */
  below: Points
  /** How many points it brings. */
  points: Points
}

/**
 * Whether a recharge is to be proposed: fewer usable points than the threshold, and none
 * that was proposed before still waits.
 */
export function isRechargeDue(policy: RechargePolicy | null, usable: Points, isOneWaiting: boolean): boolean {
  return policy !== null && usable < policy.below && !isOneWaiting
}
