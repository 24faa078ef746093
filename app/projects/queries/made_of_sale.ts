import type { Trx } from '#shared/database/transaction'
import type { Consequence } from '#sales/acceptance'

/** The first project that was made of an offer or an opportunity; one that was cancelled counts no more. */
export async function projectMadeOf(type: 'offer' | 'opportunity', id: number, trx: Trx): Promise<Consequence | null> {
  const project = await trx.from('projects').where(`${type}_id`, id).whereNot('status', 'cancelled').orderBy('id').first()
  return project ? { kind: 'project', number: String(project.number) } : null
}
