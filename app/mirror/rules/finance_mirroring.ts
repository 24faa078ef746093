import type { ErpCompany, ErpCurrency, ErpPaymentTerm, ErpSite, ErpTaxCode } from '#contracts/erp'
import { currencyExponent, isCurrency } from '#shared/money/currency'
import { currencyFault, decimalFault, firstFault, optionalDateFault, textFault, wholeFault, type Fault } from '#mirror/rules/facts'
import type { Mirroring } from '#mirror/rules/mirroring'

const MOST_DAYS = 3650

/** The companies of the ERP in whose books invoices stand. */
export const COMPANY_MIRRORING: Mirroring<ErpCompany> = {
  table: 'erp_companies',
  parents: () => [],
  fault: (company) =>
    firstFault(
      textFault('code', company.code, 64),
      textFault('name', company.name, 255),
      textFault('tax id', company.taxId, 64, true),
      currencyFault('currency', company.currency),
      textFault('country', company.country, 2, true)
    ),
  facts: (company) => ({
    code: company.code,
    name: company.name,
    tax_id: company.taxId,
    currency: company.currency,
    country: company.country,
    is_active: company.isActive,
  }),
  parts: [],
}

export const CURRENCY_MIRRORING: Mirroring<ErpCurrency> = {
  table: 'currencies',
  parents: () => [],
  fault: (currency) =>
    firstFault(
      currencyFault('code', currency.code),
      textFault('name', currency.name, 255, true),
      wholeFault('decimals', currency.exponent, 6),
      exponentFault(currency)
    ),
  facts: ({ code, name, exponent, isActive }) => ({ code, name: name || code, exponent, is_active: isActive }),
  parts: [],
}

/** Amounts are kept in minor units by the standard, so a currency with other decimals would be off by tens. */
function exponentFault({ code, exponent }: ErpCurrency): Fault {
  if (!isCurrency(code) || exponent === currencyExponent(code)) return null

  return `${code} has ${currencyExponent(code)} decimals here and ${exponent} in the ERP`
}

export const TAX_CODE_MIRRORING: Mirroring<ErpTaxCode> = {
  table: 'tax_codes',
  parents: () => [],
  fault: (tax) =>
    firstFault(
      textFault('code', tax.code, 40),
      textFault('name', tax.name, 255),
      tax.percent === null ? null : decimalFault('per cent', tax.percent),
      textFault('area', tax.area, 64, true),
      optionalDateFault('first day', tax.validFrom),
      optionalDateFault('last day', tax.validUntil)
    ),
  facts: (tax) => ({
    code: tax.code,
    name: tax.name,
    percent: tax.percent,
    area: tax.area,
    valid_from: tax.validFrom,
    valid_until: tax.validUntil,
    is_active: tax.isActive,
  }),
  parts: [],
}

export const PAYMENT_TERM_MIRRORING: Mirroring<ErpPaymentTerm> = {
  table: 'payment_terms',
  parents: () => [],
  fault: (term) =>
    firstFault(
      textFault('code', term.code, 64),
      textFault('name', term.name, 255),
      ...term.instalments.flatMap(({ percent, days }) => [
        percent === null ? null : decimalFault('per cent', percent),
        wholeFault('days', days, MOST_DAYS),
      ])
    ),
  facts: ({ code, name, isActive, instalments }) => ({
    code,
    name,
    is_active: isActive,
    days: instalments.length === 0 ? null : Math.max(...instalments.map(({ days }) => days)),
    instalments: JSON.stringify(instalments),
  }),
  parts: [],
}

export const SITE_MIRRORING: Mirroring<ErpSite> = {
  table: 'erp_sites',
  parents: ({ companyId }) => (companyId === null ? [] : [{ entity: 'company', id: companyId }]),
  fault: (site) => firstFault(textFault('code', site.code, 64), textFault('name', site.name, 255), textFault('place', site.place, 255, true)),
  facts: (site, idOf) => ({
    code: site.code,
    name: site.name,
    erp_company_id: site.companyId === null ? null : idOf('company', site.companyId),
    place: site.place,
    is_invoicing: site.isInvoicing,
    has_stock: site.hasStock,
    is_active: site.isActive,
  }),
  parts: [],
}
