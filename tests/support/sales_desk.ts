import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import SaveRecord from '#shared/records/actions/save_record'
import type { RecordType, Row, Values } from '#shared/records/record_type'
import MoveOffer, { type OfferStep } from '#sales/actions/move_offer'
import { OFFER, OFFER_LINE } from '#sales/records/offer'
import { OPPORTUNITY, OPPORTUNITY_LINE } from '#sales/records/opportunity'

/** A salesperson at work for one company. */
export default class SalesDesk {
  constructor(
    readonly actor: Actor,
    readonly companyId: number
  ) {}

  save(type: RecordType, values: Values, id: number | null = null): Promise<Row> {
    return new SaveRecord().handle(type, { id, values }, this.actor)
  }

  opportunity(more: Values = {}): Promise<Row> {
    return this.save(OPPORTUNITY, { company_id: this.companyId, title: 'Second compressor', closes_on: '2099-01-31', probability: 50, currency: 'EUR', ...more })
  }

  expect(opportunityId: number, values: Values): Promise<Row> {
    return this.save(OPPORTUNITY_LINE, { opportunity_id: opportunityId, quantity: '1', ...values })
  }

  offer(more: Values = {}): Promise<Row> {
    return this.save(OFFER, { company_id: this.companyId, subject: 'A compressor', valid_until: '2099-01-31', currency: 'EUR', ...more })
  }

  line(offerId: number, values: Values): Promise<Row> {
    return this.save(OFFER_LINE, { offer_id: offerId, quantity: '1', ...values })
  }

  move(id: number, step: OfferStep): Promise<void> {
    return new MoveOffer().handle(id, step, this.actor)
  }

  /** An offer of these lines that the customer took. */
  async accepted(lines: Values[], more: Values = {}): Promise<Row> {
    const { id } = await this.offer(more)
    for (const line of lines) await this.line(id, line)
    await this.move(id, { move: 'send' })
    await this.move(id, { move: 'accept', customerReference: 'PO-77' })
    return this.stored('offers', id)
  }

  stored(table: string, id: number): Promise<Row> {
    return db.from(table).where('id', id).firstOrFail()
  }
}
