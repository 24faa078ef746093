import type { Reach } from '#shared/actor'
import type { Grant } from '#identity/rules/reach'

interface BuiltinRole {
  name: string
  /** For each resource its actions; `edit:own` reaches one's own records, a bare `edit` all. */
  grants: Record<string, string>
}

const FROM_ERP = {
  customer: 'view export',
  product: 'view export',
  order: 'view export',
  order_line: 'view export',
  delivery: 'view export',
  delivery_line: 'view export',
  erp_invoice: 'view export',
  erp_company: 'view export',
  erp_site: 'view export',
  currency: 'view export',
  tax_code: 'view export',
  payment_term: 'view export',
  price_list: 'view export',
  price_list_line: 'view export',
  stock_level: 'view export',
  erp_payment: 'view export',
  payment_share: 'view export',
  due_date: 'view export',
}
const READ_CUSTOMERS = { company: 'view export', contact: 'view export' }
const KEEP_CUSTOMERS = { company: 'view create edit export', contact: 'view create edit delete export' }
const READ_COVERAGE = {
  skill: 'view',
  hours_calendar: 'view',
  product_family: 'view',
  product_family_product: 'view',
  coverage_set: 'view',
  coverage_rule: 'view',
  coverage_limit: 'view',
  coverage_decision: 'view export',
}
const READ_SERVICE = {
  warranty_registration: 'view export',
  warranted_product: 'view',
  installed_item: 'view export',
  installed_site: 'view export',
  commercial_group: 'view',
  product_component: 'view',
  contract_model: 'view',
  contract_model_product: 'view',
  contract_model_line: 'view',
  service_contract: 'view export',
  contract_line: 'view',
  contract_person: 'view create edit delete',
  contract_activity: 'view create edit delete',
  contract_order: 'view',
  approval_flow: 'view',
  point_account: 'view export',
  point_ledger: 'view',
  point_grant: 'view',
  debit_rule: 'view',
  token_account: 'view export',
  token_rule: 'view',
  token_threshold: 'view',
  ...READ_COVERAGE,
}
const READ_MONEY = { charge: 'view export', manual_charge: 'view export', credit_request: 'view export', receivable: 'view', reminder: 'view', billing_run: 'view', month_close: 'view', invoice: 'view export' }
const OWN_TOKENS = { token: 'view:own create:own revoke:own' }

export const BUILTIN_ROLES: Record<string, BuiltinRole> = {
  administrator: { name: 'Administrator', grants: { '*': '*' } },
  sales: {
    name: 'Sales',
    grants: { ...FROM_ERP, ...KEEP_CUSTOMERS, ...READ_SERVICE, ...READ_MONEY, customer_posting: 'view send', field_conflict: 'view decide', adoption: 'view decide' },
  },
  marketing: {
    name: 'Marketing',
    grants: {
      ...FROM_ERP,
      company: 'view edit export import',
      contact: 'view create edit export import',
      installed_item: 'view export',
    },
  },
  service_desk: {
    name: 'Service desk',
    grants: {
      ...FROM_ERP,
      ...KEEP_CUSTOMERS,
      ...READ_SERVICE,
      installed_item: 'view create edit export import',
      installed_site: 'view create edit delete export import',
      commercial_group: 'view create edit delete',
      product_component: 'view create edit delete import',
      coverage_decision: 'view export reserve settle',
      warranty_registration: 'view create edit decide export import',
      warranty_setting: 'view edit',
      serial_scheme: 'view create edit delete export import',
      point_ledger: 'view consume reverse',
      charge: 'view export',
      invoice: 'view',
    },
  },
  technician: {
    name: 'Technician',
    grants: {
      ...READ_CUSTOMERS,
      product: 'view',
      stock_level: 'view',
      erp_site: 'view',
      delivery: 'view',
      delivery_line: 'view',
      installed_item: 'view edit',
      installed_site: 'view',
      commercial_group: 'view',
      product_component: 'view',
      service_contract: 'view',
      contract_line: 'view',
      skill: 'view',
      coverage_decision: 'view reserve',
    },
  },
  billing: {
    name: 'Billing',
    grants: {
      ...FROM_ERP,
      ...READ_CUSTOMERS,
      installed_item: 'view export',
      contract_model: 'view create edit export import',
      contract_model_product: 'view create delete',
      warranted_product: 'view create delete',
      contract_model_line: 'view create edit delete',
      service_contract: 'view create edit export',
      contract_line: 'view create edit delete',
      contract_person: 'view create edit delete',
      contract_activity: 'view create edit delete',
      contract_order: 'view create edit delete',
      approval_flow: 'view',
      skill: 'view create edit delete export import',
      hours_calendar: 'view create edit delete',
      product_family: 'view create edit delete',
      product_family_product: 'view create delete',
      coverage_set: 'view create edit export',
      coverage_rule: 'view create edit delete',
      coverage_limit: 'view create edit delete',
      coverage_decision: 'view export reserve settle',
      point_account: 'view create edit export',
      point_ledger: 'view open consume correct reverse',
      point_grant: 'view create edit delete export',
      debit_rule: 'view create edit delete export import',
      token_account: 'view export',
      token_rule: 'view create edit export import',
      token_threshold: 'view create edit delete export',
      point_liability: 'view',
      charge: 'view export',
      price_index: 'view create edit export import',
      index_value: 'view create edit delete export import',
      revaluation_policy: 'view create edit delete export',
      revaluation_term: 'view create edit delete',
      revaluation: 'view run decide',
      manual_charge: 'view create edit export import',
      credit_request: 'view export',
      credit: 'ask',
      receivable: 'view',
      reminder: 'view send exclude configure',
      billing_run: 'view run exclude configure',
      month_close: 'view close',
      invoice: 'view export',
      posting: 'view decide',
      reconciliation: 'view',
    },
  },
  billing_approver: {
    name: 'Billing approver',
    grants: {
      ...FROM_ERP,
      ...READ_CUSTOMERS,
      ...READ_SERVICE,
      ...READ_MONEY,
      price_index: 'view export',
      index_value: 'view export',
      revaluation_policy: 'view',
      revaluation_term: 'view',
      revaluation: 'view decide approve',
      billing_run: 'view exclude approve post',
      month_close: 'view close reopen',
      posting: 'view decide',
      reconciliation: 'view',
    },
  },
  operator: {
    name: 'Operator',
    grants: {
      ...FROM_ERP,
      ...READ_CUSTOMERS,
      ...READ_SERVICE,
      ...READ_MONEY,
      posting: 'view decide',
      reconciliation: 'view',
      launch_key: 'view',
      webhook: 'view retry',
      sync: 'view run repair',
      erp_connection: 'view edit',
      sandbox: 'view edit',
      installed_base_replay: 'view run',
      mail: 'view resend',
      audit: 'view',
      ...OWN_TOKENS,
    },
  },
  erp_user: {
    name: 'ERP user',
    grants: { ...FROM_ERP, ...READ_CUSTOMERS, ...READ_SERVICE, invoice: 'view' },
  },
  integrator: {
    name: 'Integrator (API)',
    grants: {
      ...FROM_ERP,
      ...KEEP_CUSTOMERS,
      ...READ_SERVICE,
      warranty_registration: 'view create edit export import',
      installed_item: 'view create edit export import',
      charge: 'view export',
      invoice: 'view export',
      posting: 'view',
      sync: 'view',
      ...OWN_TOKENS,
    },
  },
}

/** The grants of a built-in role, one a permission. */
export function grantsOfRole(key: string): Grant[] {
  return Object.entries(BUILTIN_ROLES[key].grants).flatMap(([resource, actions]) =>
    actions.split(' ').map((text) => {
      const [action, reach = 'all'] = text.split(':')
      return { resource, action, reach: reach as Reach }
    })
  )
}
