import { ERP_ENTITIES, type ErpEntity } from '#contracts/erp'

export const LAUNCH_SCREENS = ['record', 'contracts', 'installed_base', 'invoices'] as const
export type LaunchScreen = (typeof LAUNCH_SCREENS)[number]

export type TicketFault =
  | 'claims'
  | 'issuer'
  | 'audience'
  | 'expired'
  | 'not_yet'
  | 'too_long'
  | 'connection'
  | 'context'

export class TicketUnfit extends Error {
  constructor(readonly fault: TicketFault) {
    super(`The ticket was refused: ${fault}`)
  }
}

/** A ticket whose claims hold: who comes, and what they want to see. */
export interface LaunchTicket {
  id: string
  erpUser: string
  /** Only for people who are to be added. */
  email: string | null
  name: string | null
  target: LaunchTarget | null
}

export interface LaunchTarget {
  entity: ErpEntity
  key: string
  screen: LaunchScreen
}

export interface Expectations {
  issuer: string
  /** Ours: the address of this environment. */
  audience: string
  connectionId: number
  connectionName: string
  /** Seconds since 1970. */
  at: number
}

/** A ticket is good for a minute at most. */
const LONGEST_LIFE = 60
/** The clocks of two houses differ. */
const LEEWAY = 10

/**
 * Reads the claims of a ticket whose signature holds.
 *
 * @throws {TicketUnfit}
 */
export function launchTicket(claims: Record<string, unknown>, expected: Expectations): LaunchTicket {
  refuseUnless(claims.iss === expected.issuer, 'issuer')
  refuseUnless(isFor(claims.aud, expected.audience), 'audience')
  refuseUntimely(claims, expected.at)
  const id = textIn(claims, 'jti', 8, 200)
  const erpUser = textIn(claims, 'sub', 1, 64)

  return { id, erpUser, email: optional(claims.email, 190), name: optional(claims.name, 120), target: targetOf(claims.ctx, expected) }
}

function refuseUntimely({ iat, exp }: Record<string, unknown>, at: number): void {
  refuseUnless(isWhole(iat) && isWhole(exp), 'claims')
  const [from, until] = [iat as number, exp as number]
  refuseUnless(until > from && until - from <= LONGEST_LIFE, 'too_long')
  refuseUnless(from <= at + LEEWAY, 'not_yet')
  refuseUnless(at < until + LEEWAY, 'expired')
}

/** A ticket for several audiences can be used at each of them, so it must name ours alone. */
function isFor(audience: unknown, ours: string): boolean {
  const named = Array.isArray(audience) ? audience : [audience]
  return named.length === 1 && typeof named[0] === 'string' && bare(named[0]) === bare(ours)
}

function targetOf(context: unknown, { connectionId, connectionName }: Expectations): LaunchTarget | null {
  refuseUnless(context !== null && typeof context === 'object', 'context')
  const { connection, entity, key, screen = 'record' } = context as Record<string, unknown>
  refuseUnless(String(connection) === String(connectionId) || connection === connectionName, 'connection')
  if (entity === undefined && key === undefined) return null

  refuseUnless(ERP_ENTITIES.includes(entity as ErpEntity), 'context')
  refuseUnless(LAUNCH_SCREENS.includes(screen as LaunchScreen), 'context')
  const isKey = (typeof key === 'string' && key !== '' && key.length <= 64) || isWhole(key)
  refuseUnless(isKey, 'context')

  return { entity: entity as ErpEntity, key: String(key), screen: screen as LaunchScreen }
}

function textIn(claims: Record<string, unknown>, name: string, least: number, most: number): string {
  const value = claims[name]
  if (typeof value !== 'string' || value.length < least || value.length > most) throw new TicketUnfit('claims')
  return value
}

function optional(value: unknown, most: number): string | null {
  return typeof value === 'string' && value.trim() !== '' && value.length <= most ? value.trim() : null
}

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value)
const bare = (address: string) => address.replace(/\/+$/, '')

function refuseUnless(holds: boolean, fault: TicketFault): void {
  if (!holds) throw new TicketUnfit(fault)
}
