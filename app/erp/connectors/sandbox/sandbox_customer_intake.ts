import db from '@adonisjs/lucid/services/db'
import type { CustomerChanges, CustomerToCreate, ErpCustomer, ErpCustomerIntake } from '#contracts/erp'
import AdmitSandboxCustomer from '#erp/actions/admit_sandbox_customer'
import { recordsOf, type SandboxRow } from '#erp/connectors/sandbox/sandbox_reader'
import ErpRefused from '#erp/errors/erp_refused'

/** How the sandbox takes customers in; the instant of the last change is a customer's version. */
export default class SandboxCustomerIntake implements ErpCustomerIntake {
  async find(reference: string): Promise<ErpCustomer[]> {
    const rows: SandboxRow[] = await db.from('sandbox_customers').where({ reference }).orderBy('id')
    const { records } = await recordsOf('customer', rows)
    return records
  }

  async create(customer: CustomerToCreate): Promise<ErpCustomer> {
    return (await this.one(await new AdmitSandboxCustomer().create(customer)))!
  }

  async update(id: string, changes: CustomerChanges, version: string | null): Promise<ErpCustomer> {
    const before = await this.one(Number(id) || 0)
    if (!before) throw new ErpRefused('customer_unknown', `There is no customer ${id}`)
    await new AdmitSandboxCustomer().change(Number(id), changes, version)

    return (await this.one(Number(id)))!
  }

  private async one(id: number): Promise<ErpCustomer | null> {
    const rows: SandboxRow[] = await db.from('sandbox_customers').where({ id })
    const { records } = await recordsOf('customer', rows)
    return records[0] ?? null
  }
}
