import type { Actor } from '#shared/actor'
import { todayIn } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import type { ChangeSource } from '#shared/records/change_log'
import type { Row, Values } from '#shared/records/record_type'
import CheckRegistration from '#warranty/actions/check_registration'
import RegisterWarranty from '#warranty/actions/register_warranty'
import RegistrationImpossible from '#warranty/errors/registration_impossible'

/** What a decision was made on: it stays once the registration is decided. */
export const DECIDED_ON = ['product_id', 'serial', 'purchased_on', 'received_on', 'dealer_id', 'dealer_name', 'company_id', 'customer_name', 'customer_email', 'tax_id', 'postal_code']

const CHANNELS: Partial<Record<ChangeSource, string>> = { import: 'file', api: 'api' }
const CHECKED = ['serial', 'serial_thread', 'received_on', 'company_id', 'customer_name', 'customer_key', 'dealer_name', 'findings', 'main_finding', 'predecessor_id']

/** Registers what a form, a file or the API sent. A row of a file that was registered before is told, not written again. */
export async function createRegistration(values: Values, { actor, source }: { actor: Actor; source: ChangeSource }, trx: Trx): Promise<Row> {
  const author = { source, id: actor.id, name: actor.name }
  const told = { ...values, channel: values.channel ?? CHANNELS[source] ?? 'post' }
  const by = { author, today: todayIn(actor.timeZone), keepsRefused: Boolean(values.keeps_refused) }
  const { row, isNew } = await new RegisterWarranty().handle(told, by, trx)
  if (!isNew && source === 'import') throw new RegistrationImpossible('known', 'serial', { number: String(row.number) })
  return row
}

/** Runs the checks again over a registration that still waits, and keeps what was decided as it was. */
export async function checkAgain(values: Values, before: Row | null, trx: Trx, actor: Actor): Promise<void> {
  if (!before) return
  const changed = DECIDED_ON.filter((name) => name in values && String(values[name] ?? '') !== String(before[name] ?? ''))
  if (changed.length === 0) return
  if (before.status !== 'to_review') throw new RegistrationImpossible('decided', changed[0])

  const checked = await new CheckRegistration().handle({ ...before, ...values }, before.id, todayIn(actor.timeZone), trx)
  if (checked.own) throw new RegistrationImpossible('known', 'serial', { number: String(checked.own.number) })
  for (const name of CHECKED) values[name] = checked.values[name]
  values.open_key = checked.holder ? null : checked.values.serial_thread
}
