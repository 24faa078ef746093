import type { Trx } from '#shared/database/transaction'
import type CompanyUnion from '#crm/models/company_union'

/** Whether what a prospect brought into a customer has been billed since, so that both must stay one. */
export async function billedSinceUnion({ moved }: CompanyUnion, trx: Trx): Promise<boolean> {
  const idsOf = (name: string) => moved.filter(({ table }) => table === name).flatMap(({ ids }) => ids)
  const lines = trx.from('contract_lines').whereIn('contract_id', idsOf('service_contracts')).select('id')
  const billed = await trx
    .from('charges')
    .where('state', 'billed')
    .where((either) => {
      either.whereIn('id', idsOf('charges'))
      either.orWhere((of) => of.where('source_type', 'contract_line').whereIn('source_id', lines))
      either.orWhere((of) => of.where('source_type', 'manual_charge').whereIn('source_id', idsOf('manual_charges')))
    })
    .first()

  return billed !== null
}
