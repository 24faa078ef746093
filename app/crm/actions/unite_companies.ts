import { within, type Trx } from '#shared/database/transaction'
import { isDuplicate } from '#shared/database/violations'
import { removeTokens } from '#shared/search/write_tokens'
import type { MovedRows } from '#crm/models/company_union'
import { companyColumns, type CompanyColumn } from '#crm/queries/company_columns'

type Row = Record<string, unknown> & { id: number }

/** What was done to unite, as it has to be undone. */
export interface Union {
  absorbed: Row
  moved: MovedRows[]
  dropped: { table: string; row: Row }[]
}

/**
 * Puts everything that belongs to one company under another and takes the first away. What the
 * other has already, such as a place on the same list, is not doubled.
 */
export default class UniteCompanies {
  async handle(survivorId: number, absorbedId: number, trx?: Trx): Promise<Union> {
    return within(trx, async (inner) => {
      const absorbed: Row = await inner.from('companies').where('id', absorbedId).firstOrFail()
      const union: Union = { absorbed, moved: [], dropped: [] }
      for (const column of await companyColumns(inner)) await this.move(column, absorbedId, survivorId, union, inner)

      const changes = () => inner.from('record_changes').where({ record_type: 'company', record_id: absorbedId })
      union.moved.push({ table: 'record_changes', column: 'record_id', ids: idsOf(await changes().select('id')) })
      await changes().update({ record_id: survivorId })
      await this.moveDocuments(absorbed, survivorId, union, inner)
      await removeTokens('company', absorbedId, inner)
      await inner.from('companies').where('id', absorbedId).delete()
      return union
    })
  }

  /** A document of the same title stays a document of its own, named after where it came from. */
  private async moveDocuments(absorbed: Row, to: number, union: Union, trx: Trx): Promise<void> {
    const own: Row[] = await trx.from('attachments').where({ record_type: 'company', record_id: absorbed.id })
    const taken = await trx.from('attachments').where({ record_type: 'company', record_id: to }).select('kind', 'title')
    const titles = new Set(taken.map(({ kind, title }) => `${kind} ${title}`))
    for (const { id, kind, title } of own) {
      const free = titles.has(`${kind} ${title}`) ? `${String(title).slice(0, 80)} (${String(absorbed.name).slice(0, 36)})` : title
      await trx.from('attachments').where({ id }).update({ record_id: to, title: free })
    }
    union.moved.push({ table: 'attachments', column: 'record_id', ids: idsOf(own) })
  }

  private async move({ table, column }: CompanyColumn, from: number, to: number, union: Union, trx: Trx): Promise<void> {
    const rows: Row[] = await trx.from(table).where(column, from)
    if (rows.length === 0) return
    const moved = { table, column, ids: idsOf(rows) }
    union.moved.push(moved)
    try {
      await trx.from(table).where(column, from).update({ [column]: to })
    } catch (error) {
      if (!isDuplicate(error)) throw error
      moved.ids = []
      for (const row of rows) {
        if (await this.moveOne(table, column, row.id, to, trx)) moved.ids.push(row.id)
        else union.dropped.push({ table, row })
      }
    }
  }

  private async moveOne(table: string, column: string, id: number, to: number, trx: Trx): Promise<boolean> {
    try {
      await trx.from(table).where({ id }).update({ [column]: to })
      return true
    } catch (error) {
      if (!isDuplicate(error)) throw error
      await trx.from(table).where({ id }).delete()
      return false
    }
  }
}

function idsOf(rows: { id: number }[]): number[] {
  return rows.map(({ id }) => Number(id))
}
