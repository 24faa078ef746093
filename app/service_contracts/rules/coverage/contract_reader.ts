import type { CoverageClass, Suspension } from '#service_contracts/rules/coverage/coverage_case'
import { COVERAGE_CLASSES } from '#service_contracts/rules/coverage/coverage_case'
import { limitsOf } from '#service_contracts/rules/coverage/contract_limits'
import { CONTRACT_STATUSES, type CaseContract } from '#service_contracts/rules/coverage/coverage_terms'
import { dayField, decimalField, decimalOrNull, idField, idOrNull, onlyFields, refuseTwice, switchField, zoneField } from '#service_contracts/rules/coverage/case_fields'
import { itemScopeFrom, limitFrom, ruleFrom, skillScopeFrom } from '#service_contracts/rules/coverage/rule_reader'
import type { PointsQuote } from '#service_contracts/rules/coverage/points_quote'
import { choiceField, has, integerField, listField, NotASpecification, objectField, optional, pathOf, type Fields } from '#shared/specification/fields'

const NAMES =
  'id label class customer coversOrderingParty currency status timeZone start end waitingDays referenceDate suspensions onCreditHold items skills rules limits deductible points'
const MAX_DAYS = 36_525

/**
 * Reads a contract with its rules and what was used of its limits.
 *
 * @param currency of the case, which a contract without one shares
 * @throws {NotASpecification} with the path of the first field that is wrong
 */
export function contractFrom(fields: Fields, currency: string, exponent: number): CaseContract {
  onlyFields(fields, NAMES.split(' '))
  const contract: CaseContract = {
    id: idField(fields, 'id'),
    label: idOrNull(fields, 'label'),
    class: choiceField<CoverageClass>(fields, 'class', COVERAGE_CLASSES),
    customer: idField(fields, 'customer'),
    coversOrderingParty: switchField(fields, 'coversOrderingParty', false),
    currency: idOrNull(fields, 'currency') ?? currency,
    status: optional(fields, 'status', () => choiceField(fields, 'status', CONTRACT_STATUSES)) ?? 'active',
    timeZone: zoneField(fields, 'timeZone'),
    start: dayField(fields, 'start'),
    end: optional(fields, 'end', () => dayField(fields, 'end')) ?? null,
    waitingDays: optional(fields, 'waitingDays', () => integerField(fields, 'waitingDays', 0, MAX_DAYS)) ?? 0,
    referenceDate: optional(fields, 'referenceDate', () => choiceField(fields, 'referenceDate', ['request', 'intervention'])) ?? 'request',
    suspensions: listField(fields, 'suspensions', suspensionFrom),
    onCreditHold: optional(fields, 'onCreditHold', () => choiceField(fields, 'onCreditHold', ['cover', 'suspend'])) ?? 'cover',
    items: listField(fields, 'items', itemScopeFrom),
    skills: skillScopeFrom(fields, 'skills') ?? [],
    rules: listField(fields, 'rules', (rule) => ruleFrom(rule, exponent)),
    limits: listField(fields, 'limits', (limit) => limitFrom(limit, exponent)),
    deductible: decimalOrNull(fields, 'deductible', exponent),
    points: optional(fields, 'points', () => objectField(fields, 'points', pointsFrom)) ?? null,
  }
  refuseContradictions(contract, fields)
  return contract
}

function refuseContradictions(contract: CaseContract, fields: Fields): void {
  const refuse = (name: string, expected: string) => {
    throw new NotASpecification(pathOf(fields, name), expected)
  }
  if (contract.end !== null && contract.end < contract.start) refuse('end', 'must not come before the start')
  if (contract.class === 'points' && !has(fields, 'points')) refuse('points', 'must be given for a points contract')
  if (contract.class !== 'points' && has(fields, 'points')) refuse('points', 'belong to a points contract only')
  refuseTwice(contract.rules.map(({ id }) => id), pathOf(fields, 'rules'))

  const limits = limitsOf(contract)
  if (contract.class === 'warranty' && limits.length > 0) refuse('limits', 'must be empty: a warranty has no limits, only contracts have')
  const ids = limits.map(({ id }) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) refuse('limits', `must have ids unique within the contract: "${twice}" is there twice`)
}

function suspensionFrom(fields: Fields): Suspension {
  onlyFields(fields, ['from', 'to'])
  return { from: dayField(fields, 'from'), to: optional(fields, 'to', () => dayField(fields, 'to')) ?? null }
}

function pointsFrom(fields: Fields): PointsQuote {
  onlyFields(fields, ['balance', 'contractual', 'lines', 'whenShort', 'overdraft'])
  const figure = (name: string) => decimalOrNull(fields, name, 6) ?? '0'
  return {
    balance: decimalField(fields, 'balance', 6),
    contractual: figure('contractual'),
    lines: listField(fields, 'lines', (line) => {
      onlyFields(line, ['line', 'points'])
      return { line: idField(line, 'line'), points: decimalField(line, 'points', 6) }
    }),
    whenShort: optional(fields, 'whenShort', () => choiceField(fields, 'whenShort', ['block', 'overdraw', 'invoice_remainder'])) ?? 'block',
    overdraft: figure('overdraft'),
  }
}
