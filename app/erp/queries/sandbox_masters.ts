import db from '@adonisjs/lucid/services/db'

/** Codes and places of the sandbox ERP that somebody may switch off. */
export const SANDBOX_MASTERS = ['tax_codes', 'payment_terms', 'currencies', 'sites', 'price_lists'] as const

export type SandboxMaster = (typeof SANDBOX_MASTERS)[number]

export interface MasterRow {
  id: number
  code: string
  name: string
  is_active: boolean
}

/** Every master of the sandbox ERP by its kind. */
export async function sandboxMasters(): Promise<{ kind: SandboxMaster; rows: MasterRow[] }[]> {
  return Promise.all(
    SANDBOX_MASTERS.map(async (kind) => {
      const rows = await db.from(`sandbox_${kind}`).select('id', 'code', 'name', 'is_active').orderBy('code')
      return { kind, rows: rows.map((row) => ({ ...row, is_active: Boolean(row.is_active) })) }
    })
  )
}
