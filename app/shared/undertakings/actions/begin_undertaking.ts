import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { isDuplicate } from '#shared/database/violations'
import type { UndertakingKind } from '#shared/undertakings/kinds'

/** Keeps that somebody asks for long work. The same that waits or runs already is answered instead. */
export default class BeginUndertaking {
  /** @param subject what it is about, such as the number of a run */
  async handle<A>(kind: UndertakingKind<A>, subject: string, asked: A, by: { id: number; name: string } | null, trx?: Trx): Promise<number> {
    const openKey = `${kind.name}|${subject}`
    const open = () => within(trx, (inner) => inner.from('undertakings').select('id').where('open_key', openKey).first())
    const known = await open()
    if (known) return Number(known.id)

    const row = { name: kind.name, subject, open_key: openKey, asked: JSON.stringify(asked), user_id: by?.id ?? null, user_name: by?.name ?? null, state: 'waiting', created_at: sqlInstant(now()) }
    try {
      return await within(trx, async (inner) => Number((await inner.insertQuery().table('undertakings').insert(row))[0]))
    } catch (error) {
      const other = isDuplicate(error) && !trx ? await open() : null
      if (!other) throw error
      return Number(other.id)
    }
  }
}
