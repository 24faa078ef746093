import router from '@adonisjs/core/services/router'
import db from '@adonisjs/lucid/services/db'
import { INVOICE } from '#erp/outbox/invoice_outbox_kind'

/** Which record stands for the parameters of a screen, by the beginning of its address. */
const SAMPLES: Record<string, string> = {
  '/billing/charges': 'charges',
  '/approvals': 'approvals',
  '/service-contracts/activities': 'contract_activities',
  '/service-contracts/model-lines': 'contract_model_lines',
  '/service-contracts/orders': 'contract_orders',
  '/service-contracts/people': 'contract_people',
  '/workflow/approval-flows': 'approval_flows',
  '/billing/companies': 'companies',
  '/billing/credit-requests': 'credit_requests',
  '/billing/manual-charges': 'manual_charges',
  '/billing/receivables': 'companies',
  '/billing/reminders/exclusions': 'erp_invoices',
  '/billing/invoices': 'invoices',
  '/billing/runs': 'billing_runs',
  '/crm/companies': 'companies',
  '/crm/contacts': 'contacts',
  '/crm/ordering-party-fields': 'ordering_party_fields',
  '/erp/connections': 'erp_connections',
  '/reporting/truth/contracts': 'service_contracts',
  '/erp/postings': 'outbox_messages',
  '/erp/sync/runs': 'sync_runs',
  '/erp/webhooks/endpoints': 'webhook_endpoints',
  '/erp/webhooks/received': 'received_webhooks',
  '/erp/replays': 'payload_replays',
  '/identity/groups': 'groups',
  '/identity/providers': 'identity_providers',
  '/identity/roles': 'roles',
  '/identity/users': 'users',
  '/installed-base/commercial-groups': 'commercial_groups',
  '/installed-base/items': 'installed_items',
  '/installed-base/product-components': 'product_components',
  '/installed-base/sites': 'installed_sites',
  '/mirror/currencies': 'currencies',
  '/mirror/customers': 'customers',
  '/mirror/due-dates': 'erp_due_dates',
  '/mirror/erp-companies': 'erp_companies',
  '/mirror/erp-sites': 'erp_sites',
  '/mirror/payment-shares': 'erp_payment_shares',
  '/mirror/payment-terms': 'payment_terms',
  '/mirror/payments': 'erp_payments',
  '/mirror/price-list-lines': 'price_list_lines',
  '/mirror/price-lists': 'price_lists',
  '/mirror/stock': 'stock_levels',
  '/mirror/tax-codes': 'tax_codes',
  '/mirror/deliveries': 'deliveries',
  '/mirror/delivery-lines': 'delivery_lines',
  '/mirror/invoices': 'erp_invoices',
  '/mirror/order-lines': 'sales_order_lines',
  '/mirror/orders': 'sales_orders',
  '/mirror/products': 'products',
  '/points/accounts': 'point_accounts',
  '/points/debit-rules': 'debit_rules',
  '/points/grants': 'point_grants',
  '/points/token-rules': 'token_rules',
  '/points/token-thresholds': 'token_thresholds',
  '/points/tokens': 'token_accounts',
  '/sandbox/customers': 'sandbox_customers',
  '/sandbox/deliveries': 'sandbox_deliveries',
  '/sandbox/invoices': 'sandbox_invoices',
  '/sandbox/orders': 'sandbox_orders',
  '/sandbox/products': 'sandbox_products',
  '/project-milestones': 'project_milestones',
  '/projects': 'projects',
  '/sales/offer-lines': 'offer_lines',
  '/sales/offers': 'offers',
  '/sales/opportunities': 'opportunities',
  '/sales/opportunity-lines': 'opportunity_lines',
  '/service-desk/requests': 'service_requests',
  '/service-desk/work-lines': 'work_lines',
  '/service-contracts/contracts': 'service_contracts',
  '/service-contracts/index-values': 'index_values',
  '/service-contracts/indices': 'price_indices',
  '/service-contracts/revaluation-policies': 'revaluation_policies',
  '/service-contracts/revaluation-terms': 'revaluation_terms',
  '/service-contracts/letters': 'contract_letters',
  '/service-contracts/reminder-windows': 'reminder_windows',
  '/service-contracts/revaluations': 'revaluation_runs',
  '/service-contracts/coverage/items': 'installed_items',
  '/service-contracts/coverage-limits': 'coverage_limits',
  '/service-contracts/coverage-rules': 'coverage_rules',
  '/service-contracts/coverage-sets': 'coverage_sets',
  '/service-contracts/coverage/decisions': 'coverage_decisions',
  '/service-contracts/hours-calendars': 'hours_calendars',
  '/service-contracts/lines': 'contract_lines',
  '/service-contracts/model-products': 'contract_model_products',
  '/service-contracts/models': 'contract_models',
  '/service-contracts/product-families': 'product_families',
  '/service-contracts/product-family-products': 'product_family_products',
  '/erp/companies': 'companies',
  '/erp/items': 'installed_items',
  '/erp/offers': 'offers',
  '/erp/placed-orders': 'placed_orders',
  '/erp/stock-issues': 'stock_issues',
  '/service-contracts/service-levels': 'service_levels',
  '/service-contracts/skills': 'skills',
  '/service-contracts/warranted-products': 'warranted_products',
  '/warranty/claim-lines': 'warranty_claim_lines',
  '/warranty/claims': 'warranty_claims',
  '/warranty/recoveries': 'supplier_recoveries',
  '/warranty/registrations': 'warranty_registrations',
  '/warranty/serial-schemes': 'serial_schemes',
}

/** What a screen wants to know besides its address. */
const QUESTIONS: Record<string, string> = {
  '/reporting/unbilled/items': '?key=contract_line:1&company_id=1&from=2026-01-01&to=2026-12-31',
  '/installed-base/items/:item_id/entries/create': '?kind=moved',
  '/sandbox/orders/create': '?customer_id=1',
  '/erp/connections/create': '?kind=tryton',
  '/points/tryout': '?account_id=1&request=R-0017&product_1=1&quantity_1=1.2',
  '/search': '?q=hot',
  '/projects/:id/moves/new': '?move=cancel',
  '/sales/offers/:id/moves/new': '?move=reject',
  '/sales/opportunities/:id/moves/new': '?move=lose',
  '/service-contracts/births/new': '?origin=offer:1',
  '/service-desk/requests/:id/moves/new': '?move=solve',
  '/warranty/claims/:id/moves/new': '?move=refuse',
  '/warranty/registrations/:id/decisions/new': '?decision=refuse',
  '/service-contracts/coverage/check': '?item_id=1&currency=EUR&on=2026-06-15&at=10:30&lines[0][category]=part&lines[0][quantity]=1&lines[0][amount]=100',
}

/** Answers that are no screens: files, lookups, JSON, and steps that only exist in the middle of something. */
const NO_SCREENS = /\/lookup$|\/labels$|:entry_id|:attachment_id|ordering-parties\/:id|\/pdf$|\/preview$|\/export\/|\/report$|^\/api\/|\/views\/|:import_id|:bulk_edit_id|:notice_id|letters\/new$|:charge_id|:invoice_id|months\/:month|:no\/|:format|accounts\/:id\/(statement|replay)$|problems\/:id|customer-postings\/:id|webhooks\/deliveries|:token|^\/\*|^\/sign-in|^\/sandbox$|^\/metrics|^\/health|^\/tel\/|^\/oidc\//

/** What the record kernel makes from a declaration, the same for each type but for its fields. */
const GENERATED = /\.(index|create|show|edit)$/
/** The same page for each type but for its name, so that one of each part stands for all. */
const ALIKE = /\.(history|imports\.create)$/

interface Screen {
  path: string
  isGenerated: boolean
}

/** Every screen of the application, with a record of the demo company for each parameter. */
export async function screens(): Promise<Screen[]> {
  const routes = Object.values(router.toJSON()).flat().filter(({ methods, pattern }) => methods.includes('GET') && !NO_SCREENS.test(pattern))
  const seen = new Set<string>()
  const wanted = routes.filter(({ pattern, name = '' }) => {
    const kind = ALIKE.exec(name)
    const key = kind ? `${pattern.split('/')[1]} ${kind[1]}` : pattern
    return !seen.has(key) && seen.add(key)
  })
  const found = await Promise.all(wanted.map(async ({ pattern, name = '' }) => ({ path: await addressOf(pattern), isGenerated: GENERATED.test(name) })))
  return found.filter((screen): screen is Screen => screen.path !== null).sort((a, b) => a.path.localeCompare(b.path))
}

/** Screens whose parameters are words and not the ids of records. */
const NAMED: Record<string, string> = {
  '/service-contracts/letters/texts/:kind/:locale': '/service-contracts/letters/texts/renewal_announced/en',
}

/** Null where the demo company has no such record. */
async function addressOf(pattern: string): Promise<string | null> {
  if (NAMED[pattern]) return NAMED[pattern]
  const parameter = /:\w+/.exec(pattern)?.[0]
  const question = QUESTIONS[pattern] ?? ''
  if (!parameter) return `${pattern}${question}`

  const beginning = pattern.slice(0, pattern.indexOf(parameter) - 1)
  const table = SAMPLES[beginning]
  if (!table) throw new Error(`Say in tests/support/screens.ts which table holds the records of ${pattern}`)
  const rows = db.from(table).max('id as id')
  const row = await (table === 'outbox_messages' ? rows.where('kind', INVOICE) : rows).first()
  const proposal = pattern.includes(':proposal_id') ? await db.from('revaluation_proposals').where('revaluation_run_id', row?.id ?? 0).first() : null
  if (!row?.id || (pattern.includes(':proposal_id') && !proposal)) return null
  const rest = { ':entity': 'customer', ':month': '2026-10', ':proposal_id': String(proposal?.id) }
  return Object.entries(rest).reduce((path, [name, value]) => path.replace(name, value), pattern.replace(parameter, String(row.id))) + question
}
