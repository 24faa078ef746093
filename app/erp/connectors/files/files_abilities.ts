import type { ErpCapabilities, ErpEntity } from '#contracts/erp'
import { CORE_ENTITIES, ERP_ENTITIES } from '#contracts/erp'
import { customerLimits } from '#erp/rules/customer_values'
import { outgoingLimits } from '#erp/rules/outgoing_documents'
import type { FilesMapping } from '#erp/connectors/files/files_mapping'

/** What an ERP by files can do according to its mapping. */
export function filesCapabilities({ entities, invoices, ...outgoing }: FilesMapping): ErpCapabilities {
  return {
    changedSince: true,
    tombstones: false,
    fullKeySweep: Object.values(entities).some(({ content }) => content === 'full'),
    externalReferenceSearchable: Boolean(invoices?.answers),
    externalReferenceUnique: false,
    idempotencyHeader: false,
    draftThenPost: false,
    concurrentPosts: 8,
    unitPriceDecimals: invoices?.priceDecimals ?? 4,
    ...(namesPayers(invoices) ? { payers: true } : {}),
    ...outgoingOf(outgoing),
  }
}

/** Whether anything that is written of an invoice is taken from its payer. */
function namesPayers(invoices: FilesMapping['invoices']): boolean {
  return JSON.stringify(invoices ?? {}).includes('payer')
}

/** What goes out without an answer is not offered: nobody would ever know what became of it. */
function outgoingOf({ orders, stock }: Pick<FilesMapping, 'orders' | 'stock'>): Pick<ErpCapabilities, 'orders' | 'stock'> {
  return {
    ...(orders?.answers ? { orders: { confirms: true } } : {}),
    ...(stock?.answers ? { stock: { reverses: stock.reverses ?? false, serials: stock.serials ?? false, locations: stock.locations ?? false } } : {}),
  }
}

/** The entities a mapping names files for, and those every ERP has. */
export function filesOffers({ entities }: FilesMapping): ErpEntity[] {
  return ERP_ENTITIES.filter((name) => entities[name] || (CORE_ENTITIES as readonly ErpEntity[]).includes(name))
}

/** What is impossible or weaker with files, as sentences for a person. */
export function filesLimits({ entities, invoices, ...outgoing }: FilesMapping): string[] {
  const limits: string[] = []
  for (const name of ERP_ENTITIES) {
    const words = name.replace('_', ' ')
    if (!entities[name]) limits.push(`The mapping names no files of any ${words}.`)
    else if (entities[name].content === 'changes') limits.push(`The files hold only changes of every ${words}: what the ERP deletes stays unnoticed.`)
  }
  if (!invoices) limits.push('The mapping does not say how an invoice is written.')
  else if (!invoices.answers) limits.push('The ERP does not answer what it made of an invoice: a person enters and confirms each one.')
  else limits.push('Whether the ERP took an invoice shows when it answers; until then its outcome is unknown.')

  if (invoices && !namesPayers(invoices)) limits.push('The mapping does not write who pays an invoice when it is not the customer.')

  return [...limits, ...customerLimits(), ...outgoingLimits(outgoingOf(outgoing)), 'Files come when the ERP writes them: what is read is as old as the last one.']
}
