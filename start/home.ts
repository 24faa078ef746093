import { offerFigures } from '#shared/shell/figures'
import { offerWaiting } from '#shared/shell/waiting'
import { offerCompanyFigures } from '#crm/company_figures'
import { billingFigures, companyBalance, companyOpenInvoices } from '#billing/queries/billing_figures'
import { receivablePart } from '#billing/queries/receivable_part'
import { billingWaiting } from '#billing/queries/billing_waiting'
import { offerCompanyPart } from '#crm/company_parts'
import { offerPartingObstacle } from '#crm/parting'
import { billedSinceUnion } from '#erp/queries/billed_since_union'
import { partiesOnCompanyPage } from '#crm/queries/ordering_parties'
import { bindingsWaiting } from '#erp/queries/bindings_waiting'
import { companyBinding } from '#erp/queries/company_binding'
import { ordersOfCompany } from '#erp/queries/placed_orders'
import { partsUsed } from '#erp/queries/stock_issues'
import { erpFigures, erpWaiting } from '#erp/queries/erp_waiting'
import { expectedByCompany, expectedOfOrder } from '#installed_base/queries/expected_goods'
import { productTree } from '#installed_base/queries/product_tree'
import { offerOrderPart } from '#mirror/order_parts'
import { offerProductPart } from '#mirror/product_parts'
import { loansWaiting } from '#installed_base/queries/overdue_loans'
import { offerItemMarks } from '#installed_base/item_marks'
import { offerItemPart } from '#installed_base/item_parts'
import { coverOfItems } from '#service_contracts/queries/coverage/cover_of_items'
import { coverOnCompanyPage, coverOnItemPage } from '#service_contracts/queries/coverage/cover_on_pages'
import { companyPoints, pointsWaiting } from '#points/queries/point_figures'
import { registrationContract } from '#service_contracts/queries/registration_contract'
import { offerRegistrationPart } from '#warranty/registration_parts'
import { registrationsOfCompany, registrationsOfItem, warrantyWaiting } from '#warranty/queries/warranty_on_pages'
import { renewalWaiting } from '#service_contracts/queries/renewal_waiting'
import { companyContracts, contractFigures, contractWaiting } from '#service_contracts/queries/contract_waiting'
import { offerContractOrigin } from '#service_contracts/contract_origins'
import { contractMadeOf, contractsOf } from '#service_contracts/queries/contracts_of_origin'
import { orderMadeOf, orderOnOfferPage } from '#erp/queries/orders_of_offer'
import { offerConsequence } from '#sales/acceptance'
import { offerSalesPart } from '#sales/parts'
import { offerAsOrigin, opportunityAsOrigin } from '#sales/queries/origins_of_contracts'
import { projectMadeOf } from '#projects/queries/made_of_sale'
import { projectsOfCompany, projectsOfOffer, projectsOfOpportunity } from '#projects/queries/projects_on_pages'
import { projectsWaiting } from '#projects/queries/projects_waiting'
import { salesWaiting } from '#sales/queries/sales_waiting'
import { requestsOfCompany, requestsOfItem, requestsWaiting } from '#service_desk/queries/requests_on_pages'
import { approvalsWaiting } from '#workflow/queries/approvals_for'

/** What the home page and a company's page show of each domain, in this order. */
offerWaiting(approvalsWaiting)
offerWaiting(salesWaiting)
offerWaiting(projectsWaiting)
offerWaiting(billingWaiting)
offerWaiting(contractWaiting)
offerWaiting(renewalWaiting)
offerWaiting(pointsWaiting)
offerWaiting(requestsWaiting)
offerWaiting(warrantyWaiting)
offerWaiting(loansWaiting)
offerWaiting(erpWaiting)
offerWaiting(bindingsWaiting)

offerFigures(contractFigures)
offerFigures(billingFigures)
offerFigures(erpFigures)

offerCompanyPart({ component: 'components/billing/receivable_part', load: receivablePart })
offerCompanyPart({ component: 'components/erp/company_binding', load: companyBinding })
offerCompanyPart({ component: 'components/erp/orders_of_company', load: ordersOfCompany })
offerItemPart({ component: 'components/erp/parts_used', load: partsUsed })
offerCompanyPart({ component: 'components/service_desk/requests_part', load: requestsOfCompany })
offerItemPart({ component: 'components/service_desk/requests_part', load: requestsOfItem })

offerCompanyPart({ component: 'components/projects/projects_part', load: projectsOfCompany })
offerCompanyPart({ component: 'components/crm/ordering_parties', load: partiesOnCompanyPage })
offerCompanyPart({ component: 'components/service_contracts/cover_of_company', load: coverOnCompanyPage })
offerProductPart({ component: 'components/installed_base/product_tree', load: productTree })
offerCompanyPart({ component: 'components/installed_base/expected_goods', load: expectedByCompany })
offerOrderPart({ component: 'components/installed_base/expected_goods', load: expectedOfOrder })
offerItemMarks(coverOfItems)
offerItemPart({ component: 'components/service_contracts/cover_of_item', load: coverOnItemPage })

offerItemPart({ component: 'components/warranty/registrations_of_item', load: registrationsOfItem })
offerCompanyPart({ component: 'components/warranty/registrations_of_company', load: registrationsOfCompany })
offerRegistrationPart({ component: 'components/service_contracts/contract_of_registration', load: registrationContract })

offerContractOrigin('opportunity', opportunityAsOrigin)
offerContractOrigin('offer', offerAsOrigin)
offerSalesPart('opportunity', { component: 'components/service_contracts/contracts_of_origin', load: contractsOf('opportunity') })
offerSalesPart('offer', { component: 'components/erp/order_of_offer', load: orderOnOfferPage })
offerSalesPart('offer', { component: 'components/service_contracts/contracts_of_origin', load: contractsOf('offer') })
offerSalesPart('opportunity', { component: 'components/projects/projects_part', load: projectsOfOpportunity })
offerSalesPart('offer', { component: 'components/projects/projects_part', load: projectsOfOffer })

offerCompanyFigures(companyBalance)
offerCompanyFigures(companyOpenInvoices)
offerCompanyFigures(companyPoints)
offerCompanyFigures(companyContracts)

/** What forbids to take back that a prospect and a customer are one. */
offerPartingObstacle(billedSinceUnion)

/** What keeps an offer accepted. */
offerConsequence(orderMadeOf)
offerConsequence(contractMadeOf)
offerConsequence(projectMadeOf)
