import type { ApplicationService } from '@adonisjs/core/types'

/** Connects billing with the domains whose work becomes charges and with the ERP that takes the invoices. */
export default class BillingProvider {
  constructor(protected app: ApplicationService) {}

  async boot() {
    await import('#start/billing')
  }
}
