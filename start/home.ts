import { offerFigures } from '#shared/shell/figures'
import { offerWaiting } from '#shared/shell/waiting'
import { offerCompanyFigures } from '#crm/company_figures'
import { billingFigures, companyBalance, companyOpenInvoices } from '#billing/queries/billing_figures'
import { billingWaiting } from '#billing/queries/billing_waiting'
import { offerCompanyPart } from '#crm/company_parts'
import { bindingsWaiting } from '#erp/queries/bindings_waiting'
import { companyBinding } from '#erp/queries/company_binding'
import { erpFigures, erpWaiting } from '#erp/queries/erp_waiting'
import { loansWaiting } from '#installed_base/queries/overdue_loans'
import { offerItemPart } from '#installed_base/item_parts'
import { coverOnCompanyPage, coverOnItemPage } from '#service_contracts/queries/coverage/cover_on_pages'
import { companyPoints, pointsWaiting } from '#points/queries/point_figures'
import { registrationContract } from '#service_contracts/queries/registration_contract'
import { offerRegistrationPart } from '#warranty/registration_parts'
import { registrationsOfCompany, registrationsOfItem, registrationsWaiting } from '#warranty/queries/registrations_on_pages'
import { companyContracts, contractFigures, contractWaiting } from '#service_contracts/queries/contract_waiting'
import { approvalsWaiting } from '#workflow/queries/approvals_for'

/** What the home page and a company's page show of each domain, in this order. */
offerWaiting(approvalsWaiting)
offerWaiting(billingWaiting)
offerWaiting(contractWaiting)
offerWaiting(pointsWaiting)
offerWaiting(loansWaiting)
offerWaiting(registrationsWaiting)
offerWaiting(erpWaiting)
offerWaiting(bindingsWaiting)

offerFigures(contractFigures)
offerFigures(billingFigures)
offerFigures(erpFigures)

offerCompanyPart({ component: 'components/erp/company_binding', load: companyBinding })

offerCompanyPart({ component: 'components/service_contracts/cover_of_company', load: coverOnCompanyPage })
offerItemPart({ component: 'components/service_contracts/cover_of_item', load: coverOnItemPage })

offerItemPart({ component: 'components/warranty/registrations_of_item', load: registrationsOfItem })
offerCompanyPart({ component: 'components/warranty/registrations_of_company', load: registrationsOfCompany })
offerRegistrationPart({ component: 'components/service_contracts/contract_of_registration', load: registrationContract })

offerCompanyFigures(companyBalance)
offerCompanyFigures(companyOpenInvoices)
offerCompanyFigures(companyPoints)
offerCompanyFigures(companyContracts)
