import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { logChanges } from '#shared/records/change_log'
import RenewalImpossible from '#service_contracts/errors/renewal_impossible'
import LetterReleased from '#service_contracts/events/letter_released'
import { plainLetter, type LetterState } from '#service_contracts/rules/renewal/letter'

/** A kept letter leaves by mail or by post, or is discarded; once it has left nothing about it changes any more. */
export default class ReleaseLetter {
  async handle(letterId: number, to: Exclude<LetterState, 'draft'>, actor: Pick<Actor, 'id' | 'name'>, trx?: Trx): Promise<void> {
    await within(trx, async (client) => {
      const letter = await client.from('contract_letters').where('id', letterId).forUpdate().firstOrFail()
      if (letter.state !== 'draft') throw new RenewalImpossible(undefined, 'letter_sent')
      if (to === 'mailed' && !letter.to_email) throw new RenewalImpossible(undefined, 'no_address')
      await client.from('contract_letters').where('id', letterId).update({ state: to, sent_by: actor.name, sent_at: sqlInstant(now()) })
      const changes: Record<string, [unknown, unknown]> = { letter: [null, `${letter.number} ${to}`] }
      await logChanges([{ recordType: 'service_contract', recordId: Number(letter.service_contract_id), kind: 'changed', changes }], { source: 'screen', id: actor.id, name: actor.name }, client)
      if (to !== 'mailed') return
      const content = JSON.parse(letter.content)
      await LetterReleased.dispatch({ id: letterId, to: letter.to_email, locale: letter.locale, subject: content.title, text: plainLetter(content) }, client)
    })
  }
}
