import type { Actor } from '#shared/actor'

export interface NavigationEntry {
  /** Label `shell.nav.<key>`; pages name it as their `section`. */
  key: string
  icon: string
  href: string
  /** The permission that shows it; null for everybody who is signed in. */
  resource: string | null
  action: string
  /** In the bar at the foot of a phone. */
  onPhone?: boolean
}

export interface NavigationSection {
  key: string
  /** Shows its title only until somebody opens it or is in one of its places. */
  isFolded?: boolean
  entries: NavigationEntry[]
}

const entry = (
  key: string,
  icon: string,
  href: string,
  resource: string | null,
  more: Partial<NavigationEntry> = {}
) => ({
  key,
  icon,
  href,
  resource,
  action: 'view',
  ...more,
})

/** The left rail, in the order of the day's work; what is looked up or set up now and then is folded away. */
export const NAVIGATION: NavigationSection[] = [
  {
    key: 'start',
    entries: [
      entry('home', 'house', '/', null, { onPhone: true }),
      entry('approvals', 'check-check', '/approvals', null),
    ],
  },
  {
    key: 'customers',
    entries: [
      entry('companies', 'building-2', '/crm/companies', 'company', { onPhone: true }),
      entry('contacts', 'contact', '/crm/contacts', 'contact'),
    ],
  },
  {
    key: 'sales',
    entries: [
      entry('opportunities', 'trending-up', '/sales/opportunities', 'opportunity'),
      entry('offers', 'file-text', '/sales/offers', 'offer'),
      entry('projects', 'milestone', '/projects', 'project'),
      entry('milestones', 'flag', '/project-milestones', 'project_milestone'),
    ],
  },
  {
    key: 'service',
    entries: [
      entry('service_requests', 'wrench', '/service-desk/requests', 'service_request'),
      entry('installed_base', 'factory', '/installed-base/items', 'installed_item'),
      entry('base_breakdown', 'map-pin', '/installed-base/breakdown', 'installed_item'),
      entry('contracts', 'handshake', '/service-contracts/contracts', 'service_contract', { onPhone: true }),
      entry('my_contracts', 'bookmark', '/service-contracts/mine', 'service_contract'),
      entry('coverage_check', 'shield-check', '/service-contracts/coverage/check', 'coverage_decision'),
      entry('coverage_decisions', 'clipboard-check', '/service-contracts/coverage/decisions', 'coverage_decision'),
      entry('warranty_registrations', 'shield-check', '/warranty/registrations', 'warranty_registration'),
      entry('warranty_claims', 'shield-alert', '/warranty/claims', 'warranty_claim'),
      entry('point_accounts', 'ticket', '/points/accounts', 'point_account'),
      entry('tokens', 'medal', '/points/tokens', 'token_account'),
    ],
  },
  {
    key: 'billing',
    entries: [
      entry('charges', 'coins', '/billing/charges', 'charge'),
      entry('billing_runs', 'circle-play', '/billing/runs', 'billing_run'),
      entry('manual_charges', 'circle-plus', '/billing/manual-charges', 'manual_charge'),
      entry('invoices', 'receipt-text', '/billing/invoices', 'invoice'),
      entry('unbilled', 'scale', '/reporting/unbilled', 'month_close'),
      entry('months', 'calendar-check', '/billing/months', 'month_close'),
      entry('credit_requests', 'undo-2', '/billing/credit-requests', 'credit_request'),
      entry('receivables', 'wallet', '/billing/receivables', 'receivable'),
      entry('reminders', 'bell', '/billing/reminders', 'reminder'),
      entry('revaluations', 'trending-up', '/service-contracts/revaluations', 'revaluation'),
      entry('renewals', 'repeat', '/service-contracts/renewals', 'contract_renewal'),
      entry('contract_letters', 'mail', '/service-contracts/letters', 'contract_letter'),
      entry('point_liability', 'piggy-bank', '/points/liability', 'point_liability'),
    ],
  },
  {
    key: 'erp',
    entries: [
      entry('postings', 'send', '/erp/postings', 'posting'),
      entry('customer_postings', 'user-plus', '/erp/customer-postings', 'customer_posting'),
      entry('placed_orders', 'shopping-cart', '/erp/placed-orders', 'placed_order'),
      entry('stock_issues', 'package', '/erp/stock-issues', 'stock_issue'),
      entry('conflicts', 'git-merge', '/erp/conflicts', 'field_conflict'),
      entry('adoptions', 'link', '/erp/adoptions', 'adoption'),
      entry('sync', 'refresh-cw', '/erp/sync', 'sync'),
      entry('webhooks', 'zap', '/erp/webhooks/received', 'webhook'),
      entry('reconciliation', 'scale', '/erp/reconciliation', 'reconciliation'),
      entry('connections', 'plug', '/erp/connections', 'erp_connection'),
      entry('sandbox', 'flask-conical', '/sandbox', 'sandbox'),
    ],
  },
  {
    key: 'from_erp',
    isFolded: true,
    entries: [
      entry('products', 'package', '/mirror/products', 'product'),
      entry('orders', 'shopping-cart', '/mirror/orders', 'order'),
      entry('deliveries', 'truck', '/mirror/deliveries', 'delivery'),
      entry('erp_invoices', 'file-text', '/mirror/invoices', 'erp_invoice'),
      entry('payments', 'banknote', '/mirror/payments', 'erp_payment'),
      entry('due_dates', 'calendar-clock', '/mirror/due-dates', 'due_date'),
      entry('price_lists', 'tags', '/mirror/price-lists', 'price_list'),
      entry('stock', 'boxes', '/mirror/stock', 'stock_level'),
      entry('erp_codes', 'percent', '/mirror/tax-codes', 'tax_code'),
    ],
  },
  {
    key: 'terms',
    isFolded: true,
    entries: [
      entry('contract_models', 'layers', '/service-contracts/models', 'contract_model'),
      entry('coverage_sets', 'list-checks', '/service-contracts/coverage-sets', 'coverage_set'),
      entry('approval_flows', 'workflow', '/workflow/approval-flows', 'approval_flow'),
      entry('installed_sites', 'map-pin', '/installed-base/sites', 'installed_site'),
      entry('ordering_party_fields', 'list-checks', '/crm/ordering-party-fields', 'ordering_party_field'),
      entry('commercial_groups', 'tags', '/installed-base/commercial-groups', 'commercial_group'),
      entry('skills', 'wrench', '/service-contracts/skills', 'skill'),
      entry('hours_calendars', 'clock', '/service-contracts/hours-calendars', 'hours_calendar'),
      entry('service_levels', 'timer', '/service-contracts/service-levels', 'service_level'),
      entry('product_families', 'boxes', '/service-contracts/product-families', 'product_family'),
      entry('price_indices', 'chart-line', '/service-contracts/indices', 'price_index'),
      entry('revaluation_policies', 'trending-up', '/service-contracts/revaluation-policies', 'revaluation_policy'),
      entry('reminder_windows', 'bell', '/service-contracts/reminder-windows', 'reminder_window'),
      entry('point_grants', 'gift', '/points/grants', 'point_grant'),
      entry('debit_rules', 'list-ordered', '/points/debit-rules', 'debit_rule'),
      entry('token_rules', 'coins', '/points/token-rules', 'token_rule'),
      entry('token_thresholds', 'flag', '/points/token-thresholds', 'token_threshold'),
      entry('serial_schemes', 'scan-line', '/warranty/serial-schemes', 'serial_scheme'),
      entry('warranty_settings', 'sliders-horizontal', '/warranty/settings', 'warranty_setting'),
    ],
  },
  {
    key: 'administration',
    isFolded: true,
    entries: [
      entry('users', 'users', '/identity/users', 'user'),
      entry('roles', 'shield', '/identity/roles', 'role'),
      entry('audit', 'scroll-text', '/identity/audit', 'audit'),
      entry('mails', 'mail', '/messaging/mails', 'mail'),
    ],
  },
]

/** The sections a person sees: entries they may open, without sections that would be empty. */
export function navigationFor(actor?: Actor): NavigationSection[] {
  if (!actor) return []
  return NAVIGATION.map((section) => ({
    ...section,
    entries: section.entries.filter(({ resource, action }) => resource === null || actor.may(resource, action)),
  })).filter((section) => section.entries.length > 0)
}
