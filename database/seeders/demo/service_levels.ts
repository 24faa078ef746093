import { now, sqlInstant } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import { writeTokens } from '#shared/search/write_tokens'
import { keepFirstServiceLevel } from '#service_contracts/actions/keep_service_level'

const LEVELS = [
  { code: 'STD', name: 'Servicio estándar', targets: { response_1: '4 h', on_site_1: '8 h', resolution_1: '16 h', response_2: '8 h', resolution_2: '24 h', response_3: '16 h', response_4: '40 h' } },
  { code: 'PLUS', name: 'Servicio preferente', targets: { response_1: '1 h', on_site_1: '4 h', workaround_1: '6 h', resolution_1: '8 h', response_2: '2 h', on_site_2: '8 h', resolution_2: '16 h', response_3: '4 h', resolution_3: '24 h', response_4: '8 h' } },
]

/** Two service levels in office hours; maintenance models and their contracts promise the first, every third contract the second. */
export async function seedDemoServiceLevels(trx: Trx): Promise<void> {
  const hours = await trx.from('hours_calendars').where('code', 'OFFICE').firstOrFail()
  const stamps = { version: 1, created_at: sqlInstant(now()), updated_at: sqlInstant(now()) }
  const ids: number[] = []
  for (const { code, name, targets } of LEVELS) {
    const waits = { pauses_customer: true, pauses_part: code === 'STD', pauses_third_party: false }
    const [id] = await trx.insertQuery().table('service_levels').insert({ code, name, hours_calendar_id: hours.id, ...targets, ...waits, is_active: true, ...stamps })
    await writeTokens('service_level', [{ id: Number(id), texts: [code, name] }], trx)
    ids.push(Number(id))
  }
  await trx.from('contract_models').where('kind', 'maintenance').update({ service_level_id: ids[0] })
  const contracts = await trx.from('service_contracts').select('id').where('kind', 'maintenance').orderBy('id')
  for (const [index, { id }] of contracts.entries()) {
    await trx.from('service_contracts').where('id', id).update({ service_level_id: ids[index % 3 === 2 ? 1 : 0] })
    await keepFirstServiceLevel(Number(id), trx)
  }
}
