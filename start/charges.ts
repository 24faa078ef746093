import { offerChargeSource } from '#billing/charge_sources'
import { contractCharges } from '#service_contracts/queries/contract_charges'

/** Whose work becomes charges: what the billing run asks, in this order. */
offerChargeSource(contractCharges)
