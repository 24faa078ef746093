import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { isDuplicate } from '#shared/database/violations'
import type { Trx } from '#shared/database/transaction'
import TokensReached from '#points/events/tokens_reached'
import { pairTitle } from '#points/queries/pair_title'
import { thresholdOf } from '#points/queries/token_threshold'
import { parsePoints, pointsText } from '#points/rules/points'
import { takenForContract, tokenBalance, type TokenMove, type Tokens } from '#points/rules/tokens'

interface Written {
  tokens: Tokens
  source: 'order' | 'delivery' | 'invoice' | 'manual' | 'contract'
  key: string
  part: number
  label?: string | null
  takenFrom?: number
  reason?: string
  by?: Pick<Actor, 'id' | 'name'> | null
}

/** The tokens of a company towards contracts of one model, under their lock. */
export class TokenBook {
  private constructor(
    readonly id: number,
    readonly companyId: number,
    readonly modelId: number,
    private crossings: number,
    private day: CalendarDate,
    private trx: Trx
  ) {}

  static async open(companyId: number, modelId: number, day: CalendarDate, trx: Trx): Promise<TokenBook> {
    const where = { company_id: companyId, contract_model_id: modelId }
    const row = await trx.from('token_accounts').where(where).forUpdate().first()
    if (row) return new TokenBook(Number(row.id), companyId, modelId, Number(row.crossings), day, trx)
    try {
      const at = sqlInstant(now())
      const [id] = await trx.insertQuery().table('token_accounts').insert({ ...where, title: await pairTitle(where, trx), balance: '0', crossings: 0, version: 1, created_at: at, updated_at: at })
      return new TokenBook(Number(id), companyId, modelId, 0, day, trx)
    } catch (error) {
      if (isDuplicate(error)) return TokenBook.open(companyId, modelId, day, trx)
      throw error
    }
  }

  /** Brings what a document's line earned to what it should have earned; told twice, nothing changes. */
  async bringTo(tokens: Tokens, source: Written['source'], key: string, label: string): Promise<boolean> {
    const known = await this.trx.from('token_moves').where({ token_account_id: this.id, source_key: key }).sum('tokens as tokens').count('* as parts').first()
    const missing = tokens - Number(known?.tokens ?? 0)
    if (missing === 0) return false
    await this.write({ tokens: missing, source, key, part: Number(known?.parts ?? 0) + 1, label })
    return true
  }

  async write({ tokens, source, key, part, label = null, takenFrom, reason, by }: Written): Promise<void> {
    await this.trx.insertQuery().table('token_moves').insert({
      token_account_id: this.id,
      tokens,
      source,
      source_key: key,
      part,
      label,
      taken_from_id: takenFrom ?? null,
      reason: reason ?? null,
      user_id: by?.id ?? null,
      user_name: by?.name ?? null,
      booked_on: this.day,
      created_at: sqlInstant(now()),
    })
  }

  /** Lets every threshold that was reached give birth to a contract, and keeps the rest. */
  async close(): Promise<void> {
    let moves = await this.moves()
    const threshold = await thresholdOf(this.companyId, this.modelId, this.trx)
    for (let taken = threshold && takenForContract(moves, parsePoints(threshold.tokens)); taken; taken = takenForContract(moves, parsePoints(threshold!.tokens))) {
      this.crossings += 1
      const key = `crossing:${this.crossings}`
      for (const [index, { from, tokens }] of taken.entries()) await this.write({ tokens: -tokens, source: 'contract', key, part: index + 1, takenFrom: from })
      const crossing = { token_account_id: this.id, no: this.crossings, tokens: parsePoints(threshold!.tokens), points: parsePoints(threshold!.points), crossed_on: this.day, created_at: sqlInstant(now()) }
      const [id] = await this.trx.insertQuery().table('token_crossings').insert(crossing)
      await TokensReached.dispatch({ id: Number(id), no: this.crossings, companyId: this.companyId, modelId: this.modelId, currency: threshold!.currency, on: this.day }, this.trx)
      moves = await this.moves()
    }
    const balance = pointsText(tokenBalance(moves))
    await this.trx.from('token_accounts').where('id', this.id).update({ balance, crossings: this.crossings, updated_at: sqlInstant(now()) })
  }

  private async moves(): Promise<TokenMove[]> {
    const rows = await this.trx.from('token_moves').where('token_account_id', this.id).orderBy('id')
    return rows.map((row) => ({ id: Number(row.id), tokens: Number(row.tokens), takenFrom: row.taken_from_id === null ? null : Number(row.taken_from_id) }))
  }
}
