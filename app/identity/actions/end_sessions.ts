import app from '@adonisjs/core/services/app'
import { SessionCollection } from '@adonisjs/session'

/** Signs a person out everywhere, except from the session that asks for it. */
export default class EndSessions {
  async handle(userId: number, exceptSession?: string): Promise<void> {
    const sessions = await app.container.make(SessionCollection)
    for (const { id } of await sessions.tagged(String(userId))) {
      if (id !== exceptSession) await sessions.destroy(id)
    }
  }
}
