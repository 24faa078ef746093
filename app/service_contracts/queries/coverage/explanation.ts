import db from '@adonisjs/lucid/services/db'
import type { CoverageCase } from '#service_contracts/rules/coverage/coverage_case'
import type { CoverageDecision } from '#service_contracts/rules/coverage/coverage_decision'
import { explained, type NamesOfCase } from '#service_contracts/rules/coverage/explanation'
import { limitsOf } from '#service_contracts/rules/coverage/contract_limits'

/** A decision in words: who pays what and why, who does not and why, with the names of what it speaks of. */
export async function explanationOf(request: CoverageCase, decision: CoverageDecision) {
  return explained(request, decision, await namesOf(request))
}

async function namesOf(request: CoverageCase): Promise<NamesOfCase> {
  const itemIds = [...request.items.flatMap(({ id, path }) => [id, ...path]), ...limitsOfAll(request)].filter((id) => /^\d+$/.test(id)).map(Number)
  const productIds = [...request.items, ...request.lines].map(({ product }) => product).filter((name): name is string => /^P\d+$/.test(name ?? '')).map((name) => Number(name.slice(1)))
  const skillIds = [...request.skill, ...request.contracts.flatMap(({ rules }) => rules.flatMap(({ skills }) => (Array.isArray(skills) ? skills : [])))].map(Number)
  const companyIds = [...new Set(request.contracts.map(({ customer }) => customer))].map(Number)

  const [items, products, skills, companies, calendars] = await Promise.all([
    itemIds.length ? db.from('installed_items').select('id', 'code', 'serial').whereIn('id', [...new Set(itemIds)]) : [],
    productIds.length ? db.from('products').select('id', 'name', 'number').whereIn('id', [...new Set(productIds)]) : [],
    skillIds.length ? db.from('skills').select('id', 'name').whereIn('id', [...new Set(skillIds)]) : [],
    companyIds.length ? db.from('companies').select('id', 'name').whereIn('id', companyIds) : [],
    request.calendars.length ? db.from('hours_calendars').select('id', 'name').whereIn('id', request.calendars.map(({ id }) => Number(id))) : [],
  ])
  return {
    items: new Map(items.map((row) => [String(row.id), [row.code, row.serial].filter(Boolean).join(' ')])),
    products: new Map(products.map((row) => [`P${row.id}`, `${row.name} (${row.number})`])),
    skills: new Map(skills.map((row) => [String(row.id), row.name])),
    companies: new Map(companies.map((row) => [String(row.id), row.name])),
    calendars: new Map(calendars.map((row) => [String(row.id), row.name])),
  }
}

/** Items for which a limit was counted before. */
function limitsOfAll({ contracts }: CoverageCase): string[] {
  return contracts.flatMap(limitsOf).flatMap(({ used }) => used.map(({ key }) => key ?? ''))
}
