import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { calendarDate } from '#shared/calendar/calendar_date'
import SaveRecord from '#shared/records/actions/save_record'
import type { Row, Values } from '#shared/records/record_type'
import OpenLot from '#points/actions/open_lot'
import ApproveWork from '#service_desk/actions/approve_work'
import MoveRequest, { type RequestStep } from '#service_desk/actions/move_request'
import TakeBackWork from '#service_desk/actions/take_back_work'
import { SERVICE_REQUEST } from '#service_desk/records/service_request'
import { WORK_LINE } from '#service_desk/records/work_line'
import { workLines, workOutcome } from '#service_desk/queries/work_outcome'
import CoverageRecords from '#tests/support/coverage_records'

const STAMPS = { version: 1, created_at: '2026-01-01 00:00:00', updated_at: '2026-01-01 00:00:00' }

/** A service desk whose customer has a pump; its contract pays 80 % of parts, up to 500.00 a year. */
export default class RequestDesk {
  constructor(
    readonly world: CoverageRecords,
    readonly actor: Actor
  ) {}

  static async build(): Promise<RequestDesk> {
    const world = await CoverageRecords.build()
    return new RequestDesk(world, world.actor)
  }

  request(more: Values = {}, id: number | null = null): Promise<Row> {
    const told = { company_id: this.world.companyId, installed_item_id: this.world.itemId, subject: 'The pump leaks', severity: '2', channel: 'phone', received_on: '2026-06-15', received_time: '10:30' }
    return new SaveRecord().handle(SERVICE_REQUEST, { id, values: id === null ? { ...told, ...more } : more }, this.actor)
  }

  line(requestId: number, more: Values = {}, id: number | null = null): Promise<Row> {
    const told = { service_request_id: requestId, kind: 'labour', description: 'Sealing', quantity: '2.5', unit_price: '80.00', worked_on: '2026-06-15', worked_from: '11:00' }
    return new SaveRecord().handle(WORK_LINE, { id, values: id === null ? { ...told, ...more } : more }, this.actor)
  }

  part(requestId: number, unitPrice: string, more: Values = {}): Promise<Row> {
    return this.line(requestId, { kind: 'part', product_id: this.world.productId, description: 'Seal', quantity: '1', unit_price: unitPrice, ...more })
  }

  move(id: number, move: RequestStep['move'], more: Partial<RequestStep> = {}): Promise<void> {
    return new MoveRequest().handle(id, { move, reason: 'As agreed', assigneeId: this.actor.id, waitingFor: 'part', ...more }, this.actor)
  }

  async moves(id: number, ...moves: RequestStep['move'][]): Promise<void> {
    for (const move of moves) await this.move(id, move)
  }

  approve(id: number, seen: string | null = null, actor = this.actor): Promise<void> {
    return new ApproveWork().handle(id, seen, actor)
  }

  takeBack(id: number, reason = 'Wrong hours', actor = this.actor): Promise<void> {
    return new TakeBackWork().handle(id, reason, actor)
  }

  async outcome(id: number) {
    return (await workOutcome(await this.stored(id), await workLines(id)))!
  }

  stored(id: number): Promise<Row> {
    return db.from('service_requests').where('id', id).firstOrFail()
  }

  /** What stands of the limits of all contracts, in cents. */
  async used(): Promise<number> {
    const { used } = await db.from('coverage_uses').whereIn('status', ['reserved', 'committed']).where('kind', 'amount').sum('used as used').firstOrFail()
    return Number(used ?? 0)
  }

  charges(): Promise<Row[]> {
    return db.from('manual_charges').orderBy('id')
  }

  /** Lets the contract pay with points: 3 a visit, 4 a pump, 20 in the account. */
  async payWithPoints(): Promise<number> {
    const { world } = this
    await db.from('service_contracts').where('id', world.contractId).update({ kind: 'points', number: 'C-POINTS' })
    const [id] = await db.table('point_accounts').insert({ number: 'P-T', company_id: world.companyId, service_contract_id: world.contractId, currency: 'EUR', status: 'open', shortage: 'block', grace_days: 30, ...STAMPS })
    const first = calendarDate('2026-01-01')
    await new OpenLot().handle(Number(id), { key: 'lot', points: 20_00, unitValue: '1', source: 'purchase', validFrom: first, expiresOn: null, priority: 0, isBonus: false }, null, first)
    for (const rule of [{ name: 'Visit', type: 'contractual', points: '3' }, { name: 'Pump', type: 'complementary', product_id: world.productId, points: '4', step: '1' }]) {
      await db.table('debit_rules').insert({ zero_counts: false, ...STAMPS, ...rule })
    }
    return Number(id)
  }
}
