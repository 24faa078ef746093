import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import type { Row } from '#shared/records/record_type'
import { warrantyKey } from '#service_contracts/rules/birth'

/** The warranty contract that a registration was given, for its page. */
export async function registrationContract(registration: Row, actor: Actor) {
  const isSettled = registration.installed_item_id !== null
  if (!isSettled || !actor.may('service_contract', 'view')) return { isShown: false }
  return { isShown: true, contract: await db.from('service_contracts').where('source_key', warrantyKey(registration.id)).first() }
}
