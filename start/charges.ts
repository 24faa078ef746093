import { offerChargeSource } from '#billing/charge_sources'
import { saleCharges } from '#points/queries/sale_charges'
import { contractCharges } from '#service_contracts/queries/contract_charges'

/** Whose work becomes charges: what the billing run asks, in this order. */
offerChargeSource(contractCharges)
offerChargeSource(saleCharges)
