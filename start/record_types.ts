import { registerPermissions } from '#shared/permissions'
import { registerRecordType } from '#shared/records/registry'
import type { RecordType } from '#shared/records/record_type'
import { PERMISSIONS as BILLING } from '#billing/permissions'
import { CHARGE } from '#billing/records/charge'
import { CREDIT_REQUEST } from '#billing/records/credit_request'
import { INVOICE } from '#billing/records/invoice'
import { MANUAL_CHARGE } from '#billing/records/manual_charge'
import { COMPANY } from '#crm/records/company'
import { CONTACT } from '#crm/records/contact'
import { ORDERING_PARTY_FIELD } from '#crm/records/ordering_party_field'
import { PERMISSIONS as ORDERING_PARTY } from '#crm/permissions'
import { PERMISSIONS as ERP } from '#erp/permissions'
import { PERMISSIONS as IDENTITY } from '#identity/permissions'
import { USER } from '#identity/records/user'
import { PERMISSIONS as INSTALLED_BASE } from '#installed_base/permissions'
import { INSTALLED_ITEM } from '#installed_base/records/installed_item'
import { PRODUCT_COMPONENT } from '#installed_base/records/product_component'
import { COMMERCIAL_GROUP, INSTALLED_SITE } from '#installed_base/records/site'
import { PERMISSIONS as MESSAGING } from '#messaging/permissions'
import { PERMISSIONS as POINTS } from '#points/permissions'
import { DEBIT_RULE } from '#points/records/debit_rule'
import { POINT_ACCOUNT } from '#points/records/point_account'
import { POINT_GRANT } from '#points/records/point_grant'
import { TOKEN_ACCOUNT, TOKEN_RULE, TOKEN_THRESHOLD } from '#points/records/tokens'
import { CUSTOMER } from '#mirror/records/customer'
import { DELIVERY, DELIVERY_LINE } from '#mirror/records/delivery'
import { ERP_INVOICE } from '#mirror/records/erp_invoice'
import { CURRENCY, ERP_COMPANY, ERP_SITE, PAYMENT_TERM, TAX_CODE } from '#mirror/records/finance'
import { ORDER, ORDER_LINE } from '#mirror/records/order'
import { DUE_DATE, ERP_PAYMENT, PAYMENT_SHARE } from '#mirror/records/payment'
import { PRICE_LIST, PRICE_LIST_LINE, STOCK_LEVEL } from '#mirror/records/price_list'
import { PRODUCT } from '#mirror/records/product'
import { CONTRACT_ACTIVITY } from '#service_contracts/records/contract_activity'
import { CONTRACT_MODEL, CONTRACT_MODEL_LINE, CONTRACT_MODEL_PRODUCT } from '#service_contracts/records/contract_model'
import { CONTRACT_ORDER } from '#service_contracts/records/contract_order'
import { CONTRACT_PERSON } from '#service_contracts/records/contract_person'
import { PERMISSIONS as SERVICE_CONTRACTS } from '#service_contracts/permissions'
import { COVERAGE_DECISION } from '#service_contracts/records/coverage_decision'
import { COVERAGE_LIMIT, COVERAGE_RULE, COVERAGE_SET } from '#service_contracts/records/coverage_set'
import { HOURS_CALENDAR } from '#service_contracts/records/hours_calendar'
import { PRODUCT_FAMILY, PRODUCT_FAMILY_PRODUCT } from '#service_contracts/records/product_family'
import { INDEX_VALUE, PRICE_INDEX } from '#service_contracts/records/price_index'
import { REMINDER_WINDOW } from '#service_contracts/records/reminder_window'
import { REVALUATION_POLICY, REVALUATION_TERM } from '#service_contracts/records/revaluation_policy'
import { CONTRACT_LINE, SERVICE_CONTRACT } from '#service_contracts/records/service_contract'
import { SERVICE_LEVEL } from '#service_contracts/records/service_level'
import { SKILL } from '#service_contracts/records/skill'
import { WARRANTED_PRODUCT } from '#service_contracts/records/warranted_product'
import { PERMISSIONS as SERVICE_DESK } from '#service_desk/permissions'
import { SERVICE_REQUEST } from '#service_desk/records/service_request'
import { WORK_LINE } from '#service_desk/records/work_line'
import { PERMISSIONS as PROJECTS } from '#projects/permissions'
import { PROJECT, PROJECT_MILESTONE } from '#projects/records/project'
import { OFFER, OFFER_LINE } from '#sales/records/offer'
import { OPPORTUNITY, OPPORTUNITY_LINE } from '#sales/records/opportunity'
import { PERMISSIONS as WARRANTY } from '#warranty/permissions'
import { SERIAL_SCHEME } from '#warranty/records/serial_scheme'
import { SUPPLIER_RECOVERY } from '#warranty/records/supplier_recovery'
import { WARRANTY_CLAIM, WARRANTY_CLAIM_LINE } from '#warranty/records/warranty_claim'
import { WARRANTY_REGISTRATION } from '#warranty/records/warranty_registration'
import { APPROVAL_FLOW } from '#workflow/records/approval_flow'

const declare = (domain: string, ...types: RecordType[]) => {
  for (const type of types) {
    registerRecordType(type)
    registerPermissions(domain, { [type.name]: type.actions })
  }
}

registerPermissions('identity', IDENTITY)
registerPermissions('billing', BILLING)
registerPermissions('crm', ORDERING_PARTY)
registerPermissions('erp', ERP)
registerPermissions('installed_base', INSTALLED_BASE)
registerPermissions('messaging', MESSAGING)
registerPermissions('points', POINTS)
registerPermissions('projects', PROJECTS)
registerPermissions('service_contracts', SERVICE_CONTRACTS)
registerPermissions('warranty', WARRANTY)
registerPermissions('service_desk', SERVICE_DESK)

declare('identity', USER)
declare('crm', ORDERING_PARTY_FIELD)
declare('crm', COMPANY, CONTACT)
declare('mirror', CUSTOMER, PRODUCT, ORDER, ORDER_LINE, DELIVERY, DELIVERY_LINE, ERP_INVOICE)
declare('mirror', ERP_COMPANY, ERP_SITE, CURRENCY, TAX_CODE, PAYMENT_TERM, PRICE_LIST, PRICE_LIST_LINE, STOCK_LEVEL, ERP_PAYMENT, PAYMENT_SHARE, DUE_DATE)
declare('sales', OPPORTUNITY, OPPORTUNITY_LINE, OFFER, OFFER_LINE)
declare('projects', PROJECT, PROJECT_MILESTONE)
declare('installed_base', INSTALLED_SITE, COMMERCIAL_GROUP, PRODUCT_COMPONENT, INSTALLED_ITEM)
declare('service_contracts', CONTRACT_MODEL, CONTRACT_MODEL_LINE, CONTRACT_MODEL_PRODUCT, SERVICE_CONTRACT, CONTRACT_LINE)
declare('service_contracts', CONTRACT_PERSON, CONTRACT_ACTIVITY, CONTRACT_ORDER)
declare('service_contracts', PRICE_INDEX, INDEX_VALUE, REVALUATION_POLICY, REVALUATION_TERM)
declare('service_contracts', REMINDER_WINDOW)
declare('service_contracts', SKILL, HOURS_CALENDAR, SERVICE_LEVEL, PRODUCT_FAMILY, PRODUCT_FAMILY_PRODUCT, COVERAGE_SET, COVERAGE_RULE, COVERAGE_LIMIT, COVERAGE_DECISION)
declare('service_contracts', WARRANTED_PRODUCT)
declare('warranty', WARRANTY_REGISTRATION, SERIAL_SCHEME, WARRANTY_CLAIM, WARRANTY_CLAIM_LINE, SUPPLIER_RECOVERY)
declare('service_desk', SERVICE_REQUEST, WORK_LINE)
declare('points', POINT_ACCOUNT, POINT_GRANT, DEBIT_RULE, TOKEN_ACCOUNT, TOKEN_RULE, TOKEN_THRESHOLD)
declare('workflow', APPROVAL_FLOW)
declare('billing', CHARGE, INVOICE, MANUAL_CHARGE, CREDIT_REQUEST)
