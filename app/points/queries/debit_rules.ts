import db from '@adonisjs/lucid/services/db'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Trx } from '#shared/database/transaction'
import type { DebitRule } from '#points/rules/debit_rule'

/** The debit rules that could speak about some companies on a day: theirs and those for all. */
export async function debitRules(companyIds: readonly number[], on: CalendarDate, trx?: Trx): Promise<DebitRule[]> {
  const rows = await (trx ?? db)
    .from('debit_rules')
    .where((rules) => void rules.whereNull('company_id').orWhereIn('company_id', [...companyIds]))
    .where((rules) => void rules.whereNull('valid_to').orWhere('valid_to', '>', on))
    .orderBy('id')
  return rows.map(ruleFrom)
}

/** The names of some rules, for explanations. */
export async function debitRuleNames(ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.from('debit_rules').select('id', 'name').whereIn('id', ids.map(Number))
  return new Map(rows.map((row) => [String(row.id), row.name]))
}

/** The names of some products by their ids. */
export async function productNames(ids: readonly string[]): Promise<Record<string, string>> {
  const rows = await db.from('products').select('id', 'name').whereIn('id', ids.map(Number).filter(Number.isSafeInteger))
  return Object.fromEntries(rows.map((row) => [String(row.id), row.name]))
}

function ruleFrom(row: Record<string, any>): DebitRule {
  const text = (value: unknown) => (value === null || value === undefined ? null : String(value))
  return {
    id: String(row.id),
    type: row.type,
    item: text(row.installed_item_id),
    customer: text(row.company_id),
    skill: row.skill,
    product: text(row.product_id),
    points: row.points,
    step: row.step,
    zeroCounts: Boolean(row.zero_counts),
    validFrom: row.valid_from,
    validTo: row.valid_to,
  }
}
