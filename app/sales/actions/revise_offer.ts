import type { Actor } from '#shared/actor'
import { addDays } from '#shared/calendar/calendar_date'
import { now, sqlInstant, todayIn } from '#shared/clock'
import { numbered, takeNumbers } from '#shared/database/numbers'
import { within, type Trx } from '#shared/database/transaction'
import { logChanges } from '#shared/records/change_log'
import type { Row } from '#shared/records/record_type'
import { searchTexts } from '#shared/records/rows'
import { recordType } from '#shared/records/registry'
import { writeTokens } from '#shared/search/write_tokens'
import { keepOfferLines } from '#sales/actions/complete_offer'
import SaleImpossible from '#sales/errors/sale_impossible'
import { isRevisable, type OfferStatus } from '#sales/rules/offer_status'

const COPIED = ['subject', 'company_id', 'contact_id', 'opportunity_id', 'currency', 'description', 'budget_cents', 'owner_id', 'group_id']
const DAYS = 30

/** Drafts a copy of an offer that was sent; once the copy is sent itself, it takes the place of the first. */
export default class ReviseOffer {
  /** @throws {SaleImpossible} for a draft, for what was accepted, and while another revision is there */
  async handle(id: number, actor: Actor, trx?: Trx): Promise<number> {
    return within(trx, async (inner) => {
      const offer: Row = await inner.from('offers').where('id', id).forUpdate().firstOrFail()
      if (!isRevisable(offer.status as OfferStatus)) throw new SaleImpossible('not_now')
      const revision = await inner.from('offers').where('replaces_id', id).first()
      if (revision) throw new SaleImpossible('revised', undefined, { number: String(revision.number) })

      const at = sqlInstant(now())
      const today = todayIn(actor.timeZone)
      const copy = {
        ...Object.fromEntries(COPIED.map((name) => [name, offer[name]])),
        ...{ number: numbered('OF-', await takeNumbers('offers', 1, inner)), status: 'draft', replaces_id: id, net_cents: 0 },
        ...{ valid_until: String(offer.valid_until) < today ? addDays(today, DAYS) : offer.valid_until, version: 1, created_at: at, updated_at: at },
      }
      const [copyId] = await inner.insertQuery().table('offers').insert(copy)
      await keepOfferLines(Number(copyId), await inner.from('offer_lines').where('offer_id', id).orderBy('position'), inner)

      const author = { source: 'screen' as const, id: actor.id, name: actor.name }
      await logChanges([{ recordType: 'offer', recordId: Number(copyId), kind: 'created', changes: { number: [null, copy.number], replaces_id: [null, id] } }], author, inner)
      await writeTokens('offer', [{ id: Number(copyId), texts: searchTexts(recordType('offer'), copy) }], inner)
      return Number(copyId)
    })
  }
}
