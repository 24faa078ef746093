import type { ErpInvoice } from '#contracts/erp'
import type { ConnectionSettings } from '#erp/models/erp_connection'

export interface SoldLine {
  productId: string
  quantity: string
  unitPrice: string
}

/** The people of the ERP's company, who sell, deliver and take back there; ids are the ERP's. */
export interface Office {
  kind: string
  settings: ConnectionSettings
  /** What the ERP adds to every service of the scenario, in per cent. */
  taxPercent: number
  addCustomer(name: string): Promise<string>
  addMachine(name: string): Promise<string>
  /** `model` is the code of the contract model, where this ERP can carry it on its product. */
  addService(name: string, price: string, model: string): Promise<string>
  /** A confirmed order. */
  sell(customerId: string, on: string, lines: SoldLine[]): Promise<string>
  /** Delivers the machines of an order under these serial numbers. */
  deliver(orderId: string, productId: string, on: string, serials: string[]): Promise<string>
  takeBack(deliveryId: string, productId: string, on: string, serials: string[]): Promise<void>
  /** What its own people see under a customer. */
  invoicesOf(customerId: string): Promise<ErpInvoice[]>
  close(): Promise<void>
}
