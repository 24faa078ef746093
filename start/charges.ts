import { offerChargeSource } from '#billing/charge_sources'
import { saleCharges } from '#points/queries/sale_charges'
import { offerPointsQuotes } from '#service_contracts/points_quotes'
import { contractCharges } from '#service_contracts/queries/contract_charges'
import { quotedPoints } from '#service_contracts/queries/coverage/quoted_points'

/** Whose work becomes charges: what the billing run asks, in this order. */
offerChargeSource(contractCharges)
offerChargeSource(saleCharges)

/** What coverage is told a case would cost in points. */
offerPointsQuotes(quotedPoints)
