import { contentHash } from '#shared/outbox/content_hash'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { numbered, takeNumbers } from '#shared/database/numbers'
import { within, type Trx } from '#shared/database/transaction'
import { letterDraft } from '#service_contracts/queries/letters/letter_draft'
import type { LetterKind } from '#service_contracts/rules/renewal/letter'

/** Writes a letter to the customer of a contract and keeps it as it is. What was told once is not told again: the first letter is answered. */
export default class WriteLetter {
  async handle(contractId: number, kind: LetterKind, on: CalendarDate, runId: number | null = null, trx?: Trx): Promise<{ id: number; isNew: boolean }> {
    return within(trx, async (client) => {
      const contract = await client.from('service_contracts').where('id', contractId).forUpdate().firstOrFail()
      const { content, factKey, reader } = await letterDraft(contract, kind, runId, on, client)
      const known = await client.from('contract_letters').where({ service_contract_id: contractId, kind, fact_key: factKey }).first()
      if (known && known.state !== 'discarded') return { id: Number(known.id), isNew: false }

      const text = JSON.stringify(content)
      const letter = {
        revaluation_run_id: kind === 'revaluation_announced' ? Number(factKey.slice('run:'.length)) : null,
        locale: reader.locale,
        to_name: reader.name,
        to_email: reader.email,
        state: 'draft',
        content: text,
        content_hash: contentHash(content),
        created_at: sqlInstant(now()),
      }
      if (known) {
        await client.from('contract_letters').where('id', known.id).update(letter)
        return { id: Number(known.id), isNew: true }
      }
      const number = numbered('L-', await takeNumbers('contract_letters', 1, client))
      const [id] = await client.insertQuery().table('contract_letters').insert({ ...letter, number, service_contract_id: contractId, kind, fact_key: factKey })
      return { id: Number(id), isNew: true }
    })
  }
}
