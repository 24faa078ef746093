import { DomainError } from '#shared/errors/domain_error'
import type { FixedFact } from '#installed_base/rules/correction'

const SENTENCES: Record<FixedFact, string> = {
  product_id: 'The product of an item cannot change; void this item and register the right one',
  serial: 'A serial number is corrected in the delivery of the ERP, or by registering the right one',
  lot: 'The lot was told by a delivery and is corrected there, in the ERP',
  quantity: 'A serial number stands for exactly one; other quantities are more than zero',
  closed: 'Nobody holds this item any more, so who holds it, where and how much cannot be corrected',
}

/** A fact of an item that cannot be corrected by editing it. */
export default class ItemFactFixed extends DomainError {
  static code = 'E_ITEM_FACT_FIXED'
  readonly key: string

  constructor(
    fact: FixedFact,
    readonly field: string = fact
  ) {
    super(SENTENCES[fact])
    this.key = `installed_base.errors.fixed.${fact}`
  }
}
