import type { Trx } from '#shared/database/transaction'

export interface CompanyColumn {
  table: string
  column: string
}

/** Every column of the database that names a company, whichever domain it belongs to. */
export async function companyColumns(trx: Trx): Promise<CompanyColumn[]> {
  const rows: Record<string, string>[] =
    trx.dialect.name === 'mysql'
      ? rowsOf(
          await trx.rawQuery(
            "SELECT table_name AS t, column_name AS c FROM information_schema.key_column_usage WHERE table_schema = DATABASE() AND referenced_table_name = 'companies' AND referenced_column_name = 'id'"
          )
        )
      : rowsOf(
          await trx.rawQuery(
            "SELECT m.name AS t, f.\"from\" AS c FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f ON f.\"table\" = 'companies' WHERE m.type = 'table'"
          )
        )
  return rows.map((row) => ({ table: row.t, column: row.c }))
}

function rowsOf(answer: unknown): Record<string, string>[] {
  return Array.isArray(answer) && Array.isArray(answer[0]) ? answer[0] : (answer as Record<string, string>[])
}
