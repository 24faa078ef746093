import { offerChargeSource } from '#billing/charge_sources'
import { creditRequests } from '#billing/queries/credit_requests'
import { manualCharges } from '#billing/queries/manual_charges'
import { saleCharges } from '#points/queries/sale_charges'
import { claimAnswers } from '#service_contracts/queries/coverage/claim_answers'
import { offerClaimCoverage } from '#warranty/claim_coverage'
import { offerPointsQuotes } from '#service_contracts/points_quotes'
import { contractCharges } from '#service_contracts/queries/contract_charges'
import { quotedPoints } from '#service_contracts/queries/coverage/quoted_points'

/** Whose work becomes charges: what the billing run asks, in this order. */
offerChargeSource(contractCharges)
offerChargeSource(saleCharges)
offerChargeSource(manualCharges)
offerChargeSource(creditRequests)

/** What claims are told a warranty covers. */
offerClaimCoverage(claimAnswers)

/** What coverage is told a case would cost in points. */
offerPointsQuotes(quotedPoints)
