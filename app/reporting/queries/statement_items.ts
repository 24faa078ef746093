import db from '@adonisjs/lucid/services/db'
import { chargeSources } from '#billing/charge_sources'
import { runTerms } from '#billing/queries/run_terms'
import { pageOfRun } from '#billing/rules/due_page'
import { EVERYTHING } from '#billing/rules/run_scope'
import { outsideLedger } from '#reporting/queries/outside_ledger'
import type { StatementPeriod } from '#reporting/queries/unbilled_statement'
import { statesOf } from '#reporting/rules/unbilled'

/** One line behind the figures of an owner, with the record that accounts for it. */
export interface AccountedItem {
  description: string
  from: string
  to: string
  dueOn: string
  netCents: number
  currency: string
  state: 'expected' | 'billed' | 'credited' | 'held' | 'excluded' | 'proposed' | 'open'
  href: string
  note: string | null
}

/** Every line of one owner in a period: what is expected, what the ledger holds, and what became of the rest. */
export async function statementItems(key: string, companyId: number, { from, to }: StatementPeriod): Promise<AccountedItem[]> {
  const [type, id] = key.split(':')
  const source = chargeSources().find((one) => one.type === type)
  if (!source) return []
  const scope = { ...EVERYTHING, companyId, source: type }
  const terms = { ...(await runTerms({ until: to, scope })), closedMonths: 'redirect' as const }
  const items: AccountedItem[] = []
  let isPartial = false
  for await (const page of source.pages(to, { scope, runId: null, isWhole: true })) {
    const own = page.sourceIds.filter((sourceId) => (page.whole ? page.whole.owners.get(sourceId)?.id : sourceId) === Number(id))
    if (own.length === 0) continue
    const isOwn = (charge: { sourceId: number; dueOn: string }) => own.includes(charge.sourceId) && charge.dueOn >= from && charge.dueOn <= to
    const owner = (sourceId: number) => page.whole?.owners.get(sourceId)?.path ?? '/billing/runs'
    for (const one of (page.whole?.expected ?? []).filter(isOwn)) items.push({ ...said(one), state: 'expected', href: owner(one.sourceId), note: null })
    const missing = pageOfRun(page, type, terms).charges.filter(isOwn)
    const states = statesOf(missing, await outsideLedger(type, own))
    const reasons = await reasonsOf(type, own)
    missing.forEach((one, index) => {
      const reason = reasons.get(`${one.sourceId}|${one.kind}|${one.from}|${states[index]}`)
      const href = states[index] === 'open' ? owner(one.sourceId) : (reason?.href ?? '/billing/holds')
      items.push({ ...said(one), state: states[index], href, note: reason?.note ?? null })
    })
    if (page.whole) items.push(...(await ledgerItems(type, own, from, to)))
    else isPartial = true
  }
  if (isPartial || items.length === 0) items.push(...(await ledgerItems(type, [Number(id)], from, to)))
  if (!items.some(({ state }) => state === 'expected')) items.push(...items.map((item) => ({ ...item, state: 'expected' as const })))
  return items.sort((one, other) => (one.dueOn + one.from < other.dueOn + other.from ? -1 : 1))
}

const said = (charge: { description: string; from: string; to: string; dueOn: string; netCents: number; currency: string }) => {
  const { description, from, to, dueOn, netCents, currency } = charge
  return { description, from, to, dueOn, netCents, currency }
}

async function ledgerItems(type: string, ids: number[], from: string, to: string): Promise<AccountedItem[]> {
  const rows = await db
    .from('charges')
    .leftJoin('invoice_lines', 'invoice_lines.charge_id', 'charges.id')
    .leftJoin('invoices', 'invoices.id', 'invoice_lines.invoice_id')
    .where({ 'charges.source_type': type, 'charges.state': 'billed' })
    .whereIn('charges.source_id', ids)
    .whereBetween('charges.due_on', [from, to])
    .select('charges.*', 'invoice_lines.invoice_id as on_invoice', 'invoices.erp_number', 'invoices.reference')
  return rows.map((row) => ({
    ...said({ description: row.description, from: row.period_from, to: row.period_to, dueOn: row.due_on, netCents: Number(row.net_cents), currency: row.currency }),
    state: row.kind === 'credit' ? ('credited' as const) : ('billed' as const),
    href: row.on_invoice ? `/billing/invoices/${row.on_invoice}` : `/billing/charges/${row.id}`,
    note: row.erp_number ?? row.reference ?? null,
  }))
}

async function reasonsOf(type: string, ids: number[]): Promise<Map<string, { href: string; note: string }>> {
  const reasons = new Map<string, { href: string; note: string }>()
  const charges = await db.from('charges').where('source_type', type).whereIn('source_id', ids).whereIn('state', ['excluded', 'proposed']).orderBy('id')
  for (const row of charges) reasons.set(`${row.source_id}|${row.kind}|${row.period_from}|${row.state}`, { href: `/billing/runs/${row.billing_run_id}`, note: row.excluded_reason ?? `#${row.billing_run_id}` })
  const holds = await db.from('charge_holds').where('source_type', type).whereIn('source_id', ids).whereNotNull('ledger_key')
  for (const row of holds) reasons.set(`${row.source_id}|${row.ledger_key.split(':').at(-2)}|${row.period_from}|held`, { href: '/billing/holds', note: `${row.reason} · ${row.user_name}` })
  return reasons
}
