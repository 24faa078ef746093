import { choiceField, has, NotASpecification, pathOf, type Fields } from '#shared/specification/fields'
import { booleanOr, dayOrNull, decimalOrNull, nameField, nameOrNull, onlyFields } from '#points/rules/replay_fields'
import type { DebitRule } from '#points/rules/debit_rule'

const FIELDS = ['id', 'type', 'item', 'customer', 'skill', 'product', 'points', 'step', 'zeroCounts', 'validFrom', 'validTo']

/** Reads a debit rule. @throws {NotASpecification} */
export function ruleFrom(fields: Fields): DebitRule {
  onlyFields(fields, FIELDS)
  const type = choiceField(fields, 'type', ['contractual', 'complementary'] as const)
  for (const name of ['product', 'step']) {
    if (type === 'contractual' && has(fields, name)) throw new NotASpecification(pathOf(fields, name), 'belongs to complementary rules only')
  }
  return {
    id: nameField(fields, 'id'),
    type,
    item: nameOrNull(fields, 'item'),
    customer: nameOrNull(fields, 'customer'),
    skill: nameOrNull(fields, 'skill'),
    product: nameOrNull(fields, 'product'),
    points: decimalOrNull(fields, 'points'),
    step: decimalOrNull(fields, 'step', 'above'),
    zeroCounts: booleanOr(fields, 'zeroCounts', false),
    validFrom: dayOrNull(fields, 'validFrom'),
    validTo: dayOrNull(fields, 'validTo'),
  }
}
