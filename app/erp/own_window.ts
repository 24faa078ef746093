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
  return from ? `/launch/window/${passFor(actor.id, path, from)}` : path
}

/** Where a frame goes after its ticket: there it shows whether the browser has kept the session. */
export function arrivalAddress(userId: number, path: string, from: OwnWindowPass['from']): string {
  return `/launch/arrival/${passFor(userId, path, from)}`
}

function passFor(userId: number, path: string, { connectionId, link }: OwnWindowPass['from']): string {
  const pass: OwnWindowPass = { id: randomUUID(), userId, path, from: { connectionId, link } }
  return encodeURIComponent(encryption.encrypt(pass, { expiresIn: '10 minutes', purpose: OWN_WINDOW }))
}

/** What a pass says, or null when it is none or too old. */
export function readPass(token: string): OwnWindowPass | null {
  return encryption.decrypt<OwnWindowPass>(token, OWN_WINDOW)
}
