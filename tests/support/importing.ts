import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import db from '@adonisjs/lucid/services/db'
import CheckImport from '#shared/records/imports/actions/check_import'
import MapImport from '#shared/records/imports/actions/map_import'
import StartImport from '#shared/records/imports/actions/start_import'
import WriteImport from '#shared/records/imports/actions/write_import'
import type { ImportMapping } from '#shared/records/imports/rules/import_mapping'
import type Import from '#shared/records/models/import'
import { english, GADGET, someone } from '#tests/support/gadgets'

export async function fileOf(content: string | Buffer, name = 'gadgets.csv'): Promise<{ path: string; name: string }> {
  const path = join(await mkdtemp(join(tmpdir(), 'import-')), name)
  await writeFile(path, content)
  return { path, name }
}

export async function uploaded(content: string | Buffer, actor = someone()): Promise<Import> {
  return new StartImport().handle(GADGET, await fileOf(content), actor, english())
}

/** Uploads a file, maps it as guessed but for `changes`, and runs the dry run. */
export async function checked(content: string | Buffer, changes: Partial<ImportMapping> = {}, actor = someone()): Promise<Import> {
  const started = await uploaded(content, actor)
  const mapping = { ...started.mapping!, mode: started.mapping!.key ? ('both' as const) : ('create' as const), ...changes }
  await new MapImport().handle(GADGET, started.id, mapping)
  await new CheckImport().handle(started.id, actor)
  return started.refresh()
}

export async function written(imported: Import, actor = someone()): Promise<Import> {
  await new WriteImport().begin(imported.id)
  await new WriteImport().handle(imported.id, actor)
  return imported.refresh()
}

/** What stands about each row: `create`, `error: …`, or how it was left. */
export async function verdictsOf(imported: Import): Promise<string[]> {
  const rows = await db.from('import_rows').where('import_id', imported.id).orderBy('line')
  return rows.map((row) => {
    const fate = row.state === 'waiting' ? row.outcome : row.state
    return row.reasons ? `${fate}: ${JSON.parse(row.reasons).join(' ').replaceAll('translation missing: en, testing.gadget.fields.', '')}` : fate
  })
}
