import type { CoverageCase } from '#service_contracts/rules/coverage/coverage_case'
import type { Allocation, CoverageDecision, DecidedLine, LimitMovement, Rejection } from '#service_contracts/rules/coverage/coverage_decision'

export interface NamesOfCase {
  items: Map<string, string>
  products: Map<string, string>
  skills: Map<string, string>
  companies: Map<string, string>
  calendars: Map<string, string>
}

/** A sentence to be said in the reader's language: its key, its values, and which of them are days. */
export interface Sentence {
  key: string
  values: Record<string, string>
  days: Record<string, string>
}

/** Values of a reason that are calendar days. */
const DAYS = new Set(['on', 'start', 'end', 'from', 'to', 'opens'])

/** A decision with the names that people know instead of ids, ready to be said in any language. */
export function explained(request: CoverageCase, decision: CoverageDecision, names: NamesOfCase) {
  const contracts = new Map(request.contracts.map((contract) => [contract.id, contract]))
  const contractOf = (id: string) => ({ id, label: contracts.get(id)?.label ?? id, class: contracts.get(id)?.class ?? 'maintenance' })
  const reason = (rejection: Rejection) => ({
    contract: contractOf(rejection.contract),
    code: rejection.code,
    amount: rejection.amount,
    sentence: sentenceOf(rejection, request, names, (id) => contractOf(id).label),
  })
  const payment = (allocation: Allocation) => ({
    ...allocation,
    contract: contractOf(allocation.contract),
    endsOn: contracts.get(allocation.contract)?.end ?? null,
    skill: request.skill.length > 0 ? (names.skills.get(request.skill.at(-1)!) ?? request.skill.at(-1)!) : null,
    limits: allocation.limits.map((moved) => ({ ...moved, keyName: nameOfKey(moved, names) })),
  })
  const line = (decided: DecidedLine) => {
    const asked = request.lines.find(({ id }) => id === decided.line)!
    return {
      ...decided,
      unit: asked.unit,
      component: asked.component,
      product: asked.product ? (names.products.get(asked.product) ?? asked.product) : null,
      allocations: decided.allocations.map(payment),
      rejected: decided.rejected.map(reason),
    }
  }
  return {
    currency: decision.currency,
    engine: decision.engine,
    amount: decision.amount,
    covered: decision.covered,
    billable: decision.billable,
    outcome: outcomeOf(decision),
    item: request.items[0] ? (names.items.get(request.items[0].id) ?? names.products.get(request.items[0].id) ?? request.items[0].id) : null,
    skill: request.skill.map((id) => names.skills.get(id) ?? id).join(' › '),
    requestedAt: request.requestedAt,
    lines: decision.lines.map(line),
    rejected: decision.rejected.map(reason),
  }
}

/** Whether all, part or nothing is covered. */
export function outcomeOf({ lines }: CoverageDecision): 'covered' | 'partly' | 'not_covered' {
  if (lines.length > 0 && lines.every(({ billable, allocations }) => allocations.length > 0 && isZero(billable))) return 'covered'
  return lines.some(({ allocations }) => allocations.length > 0) ? 'partly' : 'not_covered'
}

function sentenceOf(rejection: Rejection, request: CoverageCase, names: NamesOfCase, label: (id: string) => string): Sentence {
  const { code, detail, category } = rejection
  const entries = Object.entries(detail)
  const values = Object.fromEntries(entries.filter(([name]) => !DAYS.has(name)))
  if (values.item) values.item = names.items.get(values.item) ?? names.products.get(values.item) ?? values.item
  if (values.skill) values.skill = names.skills.get(values.skill) ?? values.skill
  if (values.customer) values.customer = names.companies.get(values.customer) ?? values.customer
  if (values.calendar) values.calendar = names.calendars.get(values.calendar) ?? values.calendar
  if (values.product) values.product = names.products.get(values.product) ?? values.product
  if (code === 'LESS_SPECIFIC' && category !== null && values.by !== 'billable') values.by = label(values.by)
  return { key: `${code}${variantOf(rejection, request)}`, values, days: Object.fromEntries(entries.filter(([name]) => DAYS.has(name))) }
}

/** Which of several sentences a code has: it depends on the values behind it. */
function variantOf({ code, detail, category }: Rejection, request: CoverageCase): string {
  if (code === 'LESS_SPECIFIC') return category === null ? '_RULE' : detail.by === 'billable' ? '_BILLABLE' : ''
  if (code === 'SUSPENDED' && detail.hold) return '_HOLD'
  if (code === 'SKILL_NOT_COVERED' && request.skill.length === 0) return '_UNNAMED'
  if (code === 'CATEGORY_EXCLUDED' && detail.percent) return '_ROUNDED'
  return detail.status ? '_STATUS' : ''
}

function nameOfKey({ per, key }: LimitMovement, names: NamesOfCase): string | null {
  if (key === null) return null
  return (per === 'item_period' ? names.items.get(key) : names.skills.get(key)) ?? key
}

function isZero(text: string): boolean {
  return !/[1-9]/.test(text)
}
