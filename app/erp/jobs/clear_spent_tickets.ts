import db from '@adonisjs/lucid/services/db'
import { now, sqlInstant } from '#shared/clock'
import { registerJob } from '#shared/queue/jobs'

/** Tickets live a minute; a day later nobody can bring them again. */
export const clearSpentTickets = registerJob({
  name: 'erp.clear_spent_tickets',
  async handle() {
    await db.from('spent_tickets').where('spent_at', '<', sqlInstant(now().minus({ days: 1 }))).delete()
  },
})
