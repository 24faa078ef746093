import { randomUUID } from 'node:crypto'
import encryption from '@adonisjs/core/services/encryption'

export const FRAME_ENTRY = 'frame entry'

/** Signs somebody in within a frame who has just signed in in a window of its own. */
export interface FrameEntryPass {
  id: string
  userId: number
  path: string
}

/** An address that opens a session for whoever loads it, once and within two minutes; only ever handed to the frame that asked. */
export function frameEntryAddress(userId: number, path: string): string {
  const pass: FrameEntryPass = { id: randomUUID(), userId, path }
  return `/oidc/entries/${encodeURIComponent(encryption.encrypt(pass, { expiresIn: '2 minutes', purpose: FRAME_ENTRY }))}`
}
