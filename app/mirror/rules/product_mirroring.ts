import type { ErpProduct } from '#contracts/erp'
import { currencyFault, decimalFault, firstFault, textFault } from '#mirror/rules/facts'
import type { Mirroring } from '#mirror/rules/mirroring'

/** Products, with the contract model that is born when they are sold. */
export const PRODUCT_MIRRORING: Mirroring<ErpProduct> = {
  table: 'products',
  parents: () => [],

  fault: (product) =>
    firstFault(
      textFault('number', product.number, 64),
      textFault('name', product.name, 255),
      textFault('unit', product.unit, 32, true),
      product.listPrice === null ? null : decimalFault('list price', product.listPrice),
      product.currency === null ? null : currencyFault('currency', product.currency),
      textFault('contract model', product.contractModel, 64, true)
    ),

  facts: (product) => ({
    number: product.number,
    name: product.name,
    unit: product.unit,
    is_active: product.isActive,
    is_serialised: product.isSerialised,
    is_service: product.isService,
    list_price: product.listPrice,
    currency: product.currency,
    contract_model: product.contractModel,
  }),

  parts: [],
}
