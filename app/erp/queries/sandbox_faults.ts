import db from '@adonisjs/lucid/services/db'
import type { SandboxFault } from '#erp/connectors/sandbox/api/api_faults'

/** The faults that are switched on. */
export async function sandboxFaults(): Promise<SandboxFault[]> {
  return db.from('sandbox_faults').orderBy('id')
}

/** Who may speak to the sandbox's interface. */
export async function sandboxUsers(): Promise<string[]> {
  const rows = await db.from('sandbox_api_keys').select('username').orderBy('username')
  return rows.map(({ username }) => username)
}
