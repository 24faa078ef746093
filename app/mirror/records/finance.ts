import { AS_OF } from '#mirror/records/as_of'
import type { RecordType } from '#shared/records/record_type'

/** A company of the ERP, in whose books invoices stand. */
export const ERP_COMPANY: RecordType = {
  name: 'erp_company',
  domain: 'mirror',
  table: 'erp_companies',
  path: '/mirror/erp-companies',
  icon: 'landmark',
  title: ['name'],
  defaultSort: 'name',
  actions: ['view', 'export'],
  subtitle: 'code',
  fields: [
    { name: 'code', kind: 'text', required: true, listed: true, filter: true, search: true, written: 'house' },
    { name: 'name', kind: 'text', required: true, listed: true, filter: true, sort: true, search: true, written: 'house' },
    { name: 'tax_id', kind: 'text', listed: true, written: 'house' },
    { name: 'currency', kind: 'text', listed: true, written: 'house' },
    { name: 'country', kind: 'text', listed: true, written: 'house' },
    { name: 'is_active', kind: 'boolean', listed: true, filter: true, written: 'house' },
    { name: 'gone_at', kind: 'instant', written: 'house' },
  ],
  children: [{ type: 'erp_site', via: 'erp_company_id' }],
  panel: AS_OF,
}

/** A place of the ERP company that invoices or keeps stock. */
export const ERP_SITE: RecordType = {
  name: 'erp_site',
  domain: 'mirror',
  table: 'erp_sites',
  path: '/mirror/erp-sites',
  icon: 'warehouse',
  title: ['code', 'name'],
  defaultSort: 'name',
  actions: ['view', 'export'],
  isReferableByAll: true,
  fields: [
    { name: 'code', kind: 'text', required: true, listed: true, filter: true, search: true, written: 'house' },
    { name: 'name', kind: 'text', required: true, listed: true, filter: true, sort: true, search: true, written: 'house' },
    { name: 'erp_company_id', kind: 'reference', to: 'erp_company', listed: true, written: 'house' },
    { name: 'place', kind: 'text', listed: true, written: 'house' },
    { name: 'is_invoicing', kind: 'boolean', listed: true, filter: true, written: 'house' },
    { name: 'has_stock', kind: 'boolean', listed: true, filter: true, written: 'house' },
    { name: 'is_active', kind: 'boolean', listed: true, filter: true, written: 'house' },
    { name: 'gone_at', kind: 'instant', written: 'house' },
  ],
  children: [{ type: 'stock_level', via: 'erp_site_id' }],
  panel: AS_OF,
}

/** A currency of the ERP with the decimals of its minor unit. */
export const CURRENCY: RecordType = {
  name: 'currency',
  domain: 'mirror',
  table: 'currencies',
  path: '/mirror/currencies',
  icon: 'coins',
  title: ['code'],
  defaultSort: 'code',
  actions: ['view', 'export'],
  subtitle: 'name',
  isReferableByAll: true,
  fields: [
    { name: 'code', kind: 'text', required: true, listed: true, filter: true, sort: true, search: true, written: 'house' },
    { name: 'name', kind: 'text', required: true, listed: true, filter: true, search: true, written: 'house' },
    { name: 'exponent', kind: 'whole', listed: true, written: 'house' },
    { name: 'is_active', kind: 'boolean', listed: true, filter: true, written: 'house' },
    { name: 'gone_at', kind: 'instant', written: 'house' },
  ],
  panel: AS_OF,
}

/** A tax code of the ERP, as an invoice line names it. */
export const TAX_CODE: RecordType = {
  name: 'tax_code',
  domain: 'mirror',
  table: 'tax_codes',
  path: '/mirror/tax-codes',
  icon: 'percent',
  title: ['code', 'name'],
  defaultSort: 'code',
  actions: ['view', 'export'],
  isReferableByAll: true,
  fields: [
    { name: 'code', kind: 'text', required: true, listed: true, filter: true, sort: true, search: true, written: 'house' },
    { name: 'name', kind: 'text', required: true, listed: true, filter: true, search: true, written: 'house' },
    { name: 'percent', kind: 'decimal', listed: true, written: 'house' },
    { name: 'area', kind: 'text', listed: true, filter: true, written: 'house' },
    { name: 'valid_from', kind: 'date', listed: true, written: 'house' },
    { name: 'valid_until', kind: 'date', listed: true, written: 'house' },
    { name: 'is_active', kind: 'boolean', listed: true, filter: true, written: 'house' },
    { name: 'gone_at', kind: 'instant', written: 'house' },
  ],
  panel: AS_OF,
}

/** When an invoice is to be paid, as the ERP knows it. */
export const PAYMENT_TERM: RecordType = {
  name: 'payment_term',
  domain: 'mirror',
  table: 'payment_terms',
  path: '/mirror/payment-terms',
  icon: 'calendar-check',
  title: ['code', 'name'],
  defaultSort: 'name',
  actions: ['view', 'export'],
  isReferableByAll: true,
  fields: [
    { name: 'code', kind: 'text', required: true, listed: true, filter: true, search: true, written: 'house' },
    { name: 'name', kind: 'text', required: true, listed: true, filter: true, sort: true, search: true, written: 'house' },
    { name: 'days', kind: 'whole', listed: true, written: 'house' },
    { name: 'is_active', kind: 'boolean', listed: true, filter: true, written: 'house' },
    { name: 'gone_at', kind: 'instant', written: 'house' },
  ],
  panel: AS_OF,
}
