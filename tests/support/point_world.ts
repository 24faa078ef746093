import db from '@adonisjs/lucid/services/db'
import { calendarDate, type CalendarDate } from '#shared/calendar/calendar_date'
import ConsumePoints from '#points/actions/consume_points'
import CorrectPoints from '#points/actions/correct_points'
import OpenLot, { type AskedLot } from '#points/actions/open_lot'
import ReverseConsumption from '#points/actions/reverse_consumption'
import type { Entered } from '#points/actions/point_book'
import { parsePoints } from '#points/rules/points'

type Row = Record<string, any>

const AT = '2026-01-01 00:00:00'
let count = 0

/** A company with a points account, without an ERP. Points are told in whole points or decimal text. */
export default class PointWorld {
  today: CalendarDate = calendarDate('2026-03-01')

  private constructor(
    readonly companyId: number,
    readonly accountId: number
  ) {}

  static async build(account: Row = {}): Promise<PointWorld> {
    count += 1
    const [companyId] = await db.table('companies').insert({ name: `Points ${count}`, status: 'customer', is_blocked: false, version: 1, created_at: AT, updated_at: AT })
    const row = { number: `TP-${process.pid}-${count}`, company_id: companyId, currency: 'EUR', status: 'open', shortage: 'block', grace_days: 30, version: 1, created_at: AT, updated_at: AT, ...account }
    const [id] = await db.table('point_accounts').insert(row)
    return new PointWorld(Number(companyId), Number(id))
  }

  on(day: string): this {
    this.today = calendarDate(day)
    return this
  }

  open(key: string, points: number, more: Partial<AskedLot> = {}): Promise<Entered> {
    const lot = { key, points: points * 100, unitValue: '1.50', source: 'purchase' as const, validFrom: calendarDate('2026-01-01'), expiresOn: null, priority: 0, isBonus: false, ...more }
    return new OpenLot().handle(this.accountId, lot, null, this.today)
  }

  consume(key: string, points: number, request: string | null = null): Promise<Entered> {
    return new ConsumePoints().handle(this.accountId, { key, request, asks: { points: Math.round(points * 100) } }, null, this.today)
  }

  debit(key: string, request: string | null, lines: { product: string; quantity: string }[] = [], more: Row = {}): Promise<Entered> {
    return new ConsumePoints().handle(this.accountId, { key, request, asks: { item: null, customer: null, skill: null, lines, ...more } }, null, this.today)
  }

  reverse(key: string, of: string, points: number | null = null): Promise<Entered> {
    return new ReverseConsumption().handle(this.accountId, { key, of, points: points && points * 100, reason: 'came back' }, null, this.today)
  }

  correct(key: string, points: number, lotId: number | null = null): Promise<Entered> {
    return new CorrectPoints().handle(this.accountId, { key, points: points * 100, lotId, expiresOn: null, reason: 'counted anew' }, null, this.today)
  }

  async rule(values: Row): Promise<number> {
    const [id] = await db.table('debit_rules').insert({ name: 'Rule', type: 'contractual', zero_counts: false, version: 1, created_at: AT, updated_at: AT, ...values })
    return Number(id)
  }

  /** What is left in each lot, by the key it was opened under. */
  async lots(): Promise<Record<string, number>> {
    const rows = await db.from('point_lots').where('point_account_id', this.accountId).orderBy('id')
    return Object.fromEntries(rows.map((row) => [row.lot_key.replace(/^lot /, ''), Number(row.remaining) / 100]))
  }

  async balance(): Promise<number> {
    const { balance } = await db.from('point_accounts').where('id', this.accountId).firstOrFail()
    return parsePoints(balance) / 100
  }

  entries(): Promise<Row[]> {
    return db.from('point_entries').where('point_account_id', this.accountId).orderBy('no')
  }

  moves(): Promise<Row[]> {
    return db.from('point_moves').where('point_account_id', this.accountId).orderBy('no')
  }

  sales(): Promise<Row[]> {
    return db.from('point_sales').where('point_account_id', this.accountId).orderBy('id')
  }

  /** Whether every lot holds what its moves add up to, and the account the sum of both. */
  async isConsistent(): Promise<boolean> {
    const lots = await db.from('point_lots').where('point_account_id', this.accountId)
    const moves = await this.moves()
    const sumOf = (lotId: number) =>
      moves.filter((move) => Number(move.point_lot_id) === lotId).reduce((sum, move) => sum + (move.to_place === 'lot' ? Number(move.points) : -Number(move.points)), 0)
    const debts = moves.reduce((sum, move) => sum + (move.from_place === 'overdraft' ? Number(move.points) : move.to_place === 'overdraft' ? -Number(move.points) : 0), 0)
    const held = lots.reduce((sum, lot) => sum + Number(lot.remaining), 0)
    const isWhole = lots.every((lot) => Number(lot.remaining) === sumOf(Number(lot.id)))
    return isWhole && (await this.balance()) * 100 === held - debts
  }
}
