import db from '@adonisjs/lucid/services/db'

/** The notices of a contract, newest first. */
export function contractNotices(contractId: number) {
  return db.from('contract_notices').where('service_contract_id', contractId).orderBy('id', 'desc').limit(20)
}

/** A notice of this contract. @throws E_ROW_NOT_FOUND, which people see as a 404 */
export function contractNotice(contractId: number, id: number) {
  return db.from('contract_notices').where({ id, service_contract_id: contractId }).firstOrFail()
}
