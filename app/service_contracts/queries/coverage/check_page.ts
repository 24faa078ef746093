import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import type { Actor } from '#shared/actor'
import { caseFromRecords, type CoverageQuestion } from '#service_contracts/queries/coverage/case_from_records'
import { explanationOf } from '#service_contracts/queries/coverage/explanation'
import { decide } from '#service_contracts/rules/coverage/decide'
import { LINE_CATEGORIES } from '#service_contracts/rules/coverage/coverage_case'

type Typed = Record<string, any>

const ROWS = 3
const CHOICES = 200

/** The form "Check coverage": what was typed, and what can be chosen for this company and item. */
export async function checkForm(typed: Typed, actor: Actor) {
  const item = Number(typed.item_id) ? await db.from('installed_items').where('id', Number(typed.item_id)).first() : null
  const companyId = Number(typed.company_id) || Number(item?.company_id) || null
  const company = companyId ? await db.from('companies').select('id', 'name').where('id', companyId).first() : null
  const items = company
    ? await db.from('installed_items').join('products', 'products.id', 'installed_items.product_id').select('installed_items.id', 'code', 'serial', 'products.name').where({ 'installed_items.company_id': company.id, is_open: true }).orderBy('code').limit(CHOICES)
    : []
  const contracts = company ? await db.from('service_contracts').select('id', 'number', 'title', 'currency').where('company_id', company.id).orderBy('number', 'desc').limit(CHOICES) : []
  const current = DateTime.now().setZone(actor.timeZone)
  const rows: Typed[] = Array.isArray(typed.lines) ? typed.lines : Object.values(typed.lines ?? {})
  return {
    company,
    items,
    contracts,
    parties: company ? await db.from('ordering_parties').select('id', 'name').where({ company_id: company.id, is_active: true }).orderBy('name').limit(CHOICES) : [],
    skills: await db.from('skills').select('id', 'name', 'code').where('is_active', true).orderBy('name').limit(CHOICES),
    categories: LINE_CATEGORIES,
    products: await productOptions(rows),
    typed: {
      on: current.toISODate(),
      at: current.toFormat('HH:mm'),
      currency: contracts[0]?.currency ?? 'EUR',
      ...typed,
      company_id: companyId,
      lines: Array.from({ length: Math.max(ROWS, rows.length) }, (_, at) => ({ quantity: '1', ...rows[at] })),
    },
  }
}

/** The products of the lines by name; others are found while typing. */
async function productOptions(rows: Typed[]) {
  const ids = [...new Set(rows.map(({ product_id: id }) => Number(id)).filter((id) => Number.isSafeInteger(id) && id > 0))]
  const products = ids.length === 0 ? [] : await db.from('products').select('id', 'name', 'number').whereIn('id', ids)
  return products.map(({ id, name, number }) => ({ value: id, label: `${name} (${number})` }))
}

/** Decides without writing anything. */
export async function dryRun(question: CoverageQuestion) {
  const request = await caseFromRecords(question)
  const decision = decide(request)
  return { request, decision, explanation: await explanationOf(request, decision) }
}

/** Rows of the form in which something was typed. */
export function filledLines(typed: Typed): Typed[] {
  const rows: Typed[] = Array.isArray(typed.lines) ? typed.lines : Object.values(typed.lines ?? {})
  return rows.filter(({ amount, category }) => String(amount ?? '').trim() !== '' || String(category ?? '') !== '')
}
