/** Why an invoice was never handed to the outbox: its company is not in the ERP. */
export const NO_ERP_CUSTOMER = 'NO_ERP_CUSTOMER'
