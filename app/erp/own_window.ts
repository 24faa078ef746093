import { randomUUID } from 'node:crypto'
import encryption from '@adonisjs/core/services/encryption'
import type { Actor } from '#shared/actor'

export const OWN_WINDOW = 'own window'

/** What a session opened by the ERP remembers of where it came from. */
export interface LaunchedFrom {
  connectionId: number
  /** The record's screen in the ERP, or null. */
  link: string | null
  /** Shown in a frame of the ERP. */
  embedded: boolean
}

/** The browser gives a frame's session to no other window, so the link out of the frame carries one. */
export interface OwnWindowPass {
  id: string
  userId: number
  path: string
  from: { connectionId: number; link: string | null }
}

/** An address that opens this page in a window of its own, once and within ten minutes. */
export function ownWindowAddress(actor: Actor, path: string, from?: OwnWindowPass['from']): string {
  if (!from) return path
  const { connectionId, link } = from
  const pass: OwnWindowPass = { id: randomUUID(), userId: actor.id, path, from: { connectionId, link } }
  const token = encryption.encrypt(pass, { expiresIn: '10 minutes', purpose: OWN_WINDOW })

  return `/launch/window/${encodeURIComponent(token)}`
}
