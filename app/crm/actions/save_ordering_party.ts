import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { isDuplicate } from '#shared/database/violations'
import OrderingPartyRefused from '#crm/errors/ordering_party_refused'
import { partyFields } from '#crm/queries/ordering_parties'
import { readAnswers } from '#crm/rules/ordering_party_answers'

export interface OrderingPartyInput {
  name: string
  party_company_id?: number | null
  is_active?: boolean
  answers?: Record<string, unknown>
}

/**
 * Adds somebody who orders for a company, or changes what is known of them.
 *
 * @throws {OrderingPartyRefused} when a fact that is asked for is missing or the name is taken
 */
export default class SaveOrderingParty {
  async handle(companyId: number, id: number | null, input: OrderingPartyInput, trx?: Trx): Promise<number> {
    const fields = await partyFields()
    return within(trx, async (inner) => {
      const before = id === null ? null : await inner.from('ordering_parties').where({ id, company_id: companyId }).forUpdate().firstOrFail()
      const { answers, faults } = readAnswers(fields, input.answers ?? {}, before ? JSON.parse(before.answers) : {})
      const wrong = fields.find(({ id: field }) => faults[field])
      if (wrong) throw new OrderingPartyRefused(faults[wrong.id], `answers[f${wrong.id}]`, wrong.label)

      const at = sqlInstant(now())
      const columns = { name: input.name, party_company_id: input.party_company_id ?? null, is_active: input.is_active ?? false, answers: JSON.stringify(answers), updated_at: at }
      try {
        if (before) await inner.from('ordering_parties').where('id', before.id).update(columns)
        else [id] = await inner.insertQuery().table('ordering_parties').insert({ ...columns, is_active: true, company_id: companyId, created_at: at })
      } catch (error) {
        if (isDuplicate(error)) throw new OrderingPartyRefused('taken', 'name', input.name)
        throw error
      }
      return Number(id)
    })
  }
}
