import { offerFigures } from '#shared/shell/figures'
import { offerWaiting } from '#shared/shell/waiting'
import { offerCompanyFigures } from '#crm/company_figures'
import { billingFigures, companyBalance, companyOpenInvoices } from '#billing/queries/billing_figures'
import { billingWaiting } from '#billing/queries/billing_waiting'
import { erpFigures, erpWaiting } from '#erp/queries/erp_waiting'
import { companyContracts, contractFigures, contractWaiting } from '#service_contracts/queries/contract_waiting'

/** What the home page and a company's page show of each domain, in this order. */
offerWaiting(billingWaiting)
offerWaiting(contractWaiting)
offerWaiting(erpWaiting)

offerFigures(contractFigures)
offerFigures(billingFigures)
offerFigures(erpFigures)

offerCompanyFigures(companyBalance)
offerCompanyFigures(companyOpenInvoices)
offerCompanyFigures(companyContracts)
