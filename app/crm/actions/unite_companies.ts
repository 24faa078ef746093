import { within, type Trx } from '#shared/database/transaction'
import { isDuplicate } from '#shared/database/violations'
import { removeTokens } from '#shared/search/write_tokens'
import { companyColumns } from '#crm/queries/company_columns'

/**
 * Puts everything that belongs to one company under another and takes the first away. What the
 * other has already, such as a place on the same list, is not doubled.
 */
export default class UniteCompanies {
  async handle(survivorId: number, absorbedId: number, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      for (const { table, column } of await companyColumns(inner)) await this.move(table, column, absorbedId, survivorId, inner)
      await inner.from('record_changes').where({ record_type: 'company', record_id: absorbedId }).update({ record_id: survivorId })
      await removeTokens('company', absorbedId, inner)
      await inner.from('companies').where('id', absorbedId).delete()
    })
  }

  private async move(table: string, column: string, from: number, to: number, trx: Trx): Promise<void> {
    try {
      await trx.from(table).where(column, from).update({ [column]: to })
    } catch (error) {
      if (!isDuplicate(error)) throw error
      const rows: { id: number }[] = await trx.from(table).where(column, from).select('id')
      for (const { id } of rows) await this.moveOne(table, column, id, to, trx)
    }
  }

  private async moveOne(table: string, column: string, id: number, to: number, trx: Trx): Promise<void> {
    try {
      await trx.from(table).where({ id }).update({ [column]: to })
    } catch (error) {
      if (!isDuplicate(error)) throw error
      await trx.from(table).where({ id }).delete()
    }
  }
}
