import type { ErpCapabilities, ErpCustomerAbilities, ErpEntity } from '#contracts/erp'
import { CORE_ENTITIES, CUSTOMER_FIELDS, ERP_ENTITIES } from '#contracts/erp'
import { customerLimits } from '#erp/rules/customer_values'
import { outgoingLimits } from '#erp/rules/outgoing_documents'
import type { Mapping } from '#erp/connectors/configured/mapping'

/** What an ERP can do according to its mapping. */
export function capabilitiesOf(mapping: Mapping): ErpCapabilities {
  const { entities, invoices } = mapping
  const all = Object.values(entities)

  return {
    changedSince: all.length > 0 && all.every(({ list }) => Boolean(list.changes)),
    tombstones: false,
    fullKeySweep: all.length > 0,
    externalReferenceSearchable: Boolean(invoices?.find),
    externalReferenceUnique: invoices?.isReferenceUnique ?? false,
    idempotencyHeader: invoices?.isIdempotent ?? false,
    draftThenPost: invoices?.post?.steps.some(({ validates }) => validates) ?? false,
    concurrentPosts: invoices?.concurrent ?? 1,
    unitPriceDecimals: invoices?.post?.priceDecimals ?? 4,
    ...(namesPayers(mapping) ? { payers: true } : {}),
    ...(customersOf(mapping) ? { customers: customersOf(mapping) } : {}),
    ...outgoingOf(mapping),
  }
}

/** Whether anything that is posted is taken from the payer of an invoice. */
function namesPayers({ invoices }: Mapping): boolean {
  return JSON.stringify(invoices?.post ?? {}).includes('invoice.payer')
}

function customersOf({ customers }: Mapping): ErpCustomerAbilities | undefined {
  if (!customers) return undefined
  const updates = customers.update ? (customers.fields ?? [...CUSTOMER_FIELDS]) : []
  return { creates: Boolean(customers.create), updates, checksVersion: customers.checksVersion ?? false }
}

function outgoingOf({ orders, stock }: Mapping): Pick<ErpCapabilities, 'orders' | 'stock'> {
  const reverses = stock?.steps.some(({ only }) => !only || only === 'reversal') ?? false
  return {
    ...(orders ? { orders: { confirms: orders.confirms ?? true } } : {}),
    ...(stock ? { stock: { reverses, serials: stock.serials ?? false, locations: stock.locations ?? false } } : {}),
  }
}

/** The entities a mapping says how to read, and those every ERP has. */
export function offersOf({ entities }: Mapping): ErpEntity[] {
  return ERP_ENTITIES.filter((name) => entities[name] || (CORE_ENTITIES as readonly ErpEntity[]).includes(name))
}

/** What is impossible or weaker with this mapping, as sentences for a person. */
export function limitsOf(mapping: Mapping): string[] {
  const { entities, invoices } = mapping
  const limits: string[] = []
  for (const name of ERP_ENTITIES) {
    const entity = entities[name]
    if (!entity) limits.push(`The mapping does not say how to read any ${name.replace('_', ' ')}.`)
    else if (!entity.list.changes) limits.push(`The ERP cannot be asked which ${name} changed: each reading reads all of them.`)
    if (entity?.list.brief !== undefined) limits.push(`The list of every ${name} gives only keys: each record is read by itself, which takes its time.`)
    if (entity && ['page', 'offset'].includes(entity.list.paging.kind)) {
      limits.push(`The list of every ${name} is numbered, so a record may be passed over while others are deleted; the complete reading finds it.`)
    }
  }
  if (!invoices?.post) limits.push('The mapping does not say how to post an invoice.')
  else if (!invoices.find && !invoices.isIdempotent) {
    limits.push('The ERP can neither be searched for our reference nor recognise a repeated posting: a person confirms each posting.')
  }
  if (invoices?.post && !namesPayers(mapping)) limits.push('The mapping does not send who pays an invoice when it is not the customer.')
  if (invoices?.post && invoices.post.steps.length > 1 && !invoices.post.discard) {
    limits.push('A draft that a refused posting leaves in the ERP cannot be removed from here.')
  }
  return [...limits, ...customerLimits(customersOf(mapping)), ...outgoingLimits(outgoingOf(mapping))]
}
