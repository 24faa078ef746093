import { fieldsOf, listField, NotASpecification, objectField, optional, textField, type Fields } from '#shared/specification/fields'
import { dayField, onlyFields, wholeField, pointsField, choiceOr } from '#points/rules/replay_fields'
import { eventFrom, lotFrom } from '#points/rules/replay_event_input'
import { ruleFrom } from '#points/rules/replay_rule_input'
import type { AccountPolicy, Shortage } from '#points/rules/account'
import type { RechargePolicy } from '#points/rules/recharge'
import type { ReplayInput } from '#points/rules/replay_events'

const MAX_DAYS = 36_600

/**
 * Reads one account's life, or a list of them, from parsed JSON.
 *
 * @throws {NotASpecification} with the path of the first field that is missing, unknown or of another kind
 */
export function replayInputsFrom(input: unknown): ReplayInput[] {
  if (!Array.isArray(input)) return [replayInputFrom(fieldsOf(input, ''))]
  return input.map((entry, index) => replayInputFrom(fieldsOf(entry, `[${index}]`)))
}

function replayInputFrom(fields: Fields): ReplayInput {
  onlyFields(fields, ['$schema', 'id', 'policy', 'recharge', 'lots', 'rules', 'events', 'moment'])
  const lots = listField(fields, 'lots', lotFrom)
  const rules = listField(fields, 'rules', ruleFrom)
  refuseTwins(fields, 'lots', lots)
  refuseTwins(fields, 'rules', rules)
  return {
    id: optional(fields, 'id', () => textField(fields, 'id')) ?? null,
    policy: optional(fields, 'policy', () => objectField(fields, 'policy', policyFrom)) ?? { shortage: { kind: 'block' }, graceDays: 30 },
    recharge: optional(fields, 'recharge', () => objectField(fields, 'recharge', rechargeFrom)) ?? null,
    lots,
    rules,
    events: listField(fields, 'events', eventFrom),
    moment: dayField(fields, 'moment'),
  }
}

function policyFrom(fields: Fields): AccountPolicy {
  onlyFields(fields, ['shortage', 'overdraftLimit', 'graceDays'])
  const kind = choiceOr(fields, 'shortage', ['block', 'overdraw', 'invoice_remainder'] as const, 'block')
  const shortage: Shortage = kind === 'overdraw' ? { kind, limit: pointsField(fields, 'overdraftLimit') } : { kind }
  return { shortage, graceDays: wholeField(fields, 'graceDays', 1, MAX_DAYS, 30) }
}

function rechargeFrom(fields: Fields): RechargePolicy {
  onlyFields(fields, ['below', 'points'])
  return { below: pointsField(fields, 'below'), points: pointsField(fields, 'points') }
}

function refuseTwins(fields: Fields, name: string, entries: { id: string }[]) {
  const seen = new Set<string>()
  entries.forEach(({ id }, index) => {
    if (seen.has(id)) throw new NotASpecification(`${fields.path ? `${fields.path}.` : ''}${name}[${index}].id`, `must be unique, and "${id}" stands there twice`)
    seen.add(id)
  })
}
