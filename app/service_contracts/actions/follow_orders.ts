import { now, sqlInstant } from '#shared/clock'
import { upsertMany } from '#shared/database/bulk'
import { differences, logChanges, SYNC } from '#shared/records/change_log'
import type { Trx } from '#shared/database/transaction'
import type { MirroredRow } from '#mirror/actions/mirror_records'
import BearContract from '#service_contracts/actions/bear_contract'
import { agreedTerms, changedBefore, type AgreedTerms } from '#service_contracts/queries/agreed_terms'
import { birthsOf, type Birth } from '#service_contracts/queries/births'
import { birthDecision, sourceKey } from '#service_contracts/rules/birth'

type Born = { id: number; line_id: number; status: 'draft' | 'active' | 'suspended' | 'ended' | 'closed' | 'cancelled'; source_key: string; quantity: string; unit_price: string }

interface Known {
  agreed: AgreedTerms
  changed: Set<number>
}

/** Lets sold contract products give birth to contracts, once each, and notices when their order lines change later. */
export default class FollowOrders {
  async handle(changes: MirroredRow[], _connectionId: number, trx: Trx): Promise<void> {
    const births = await birthsOf(changes.map(({ id }) => id), trx)
    if (births.length === 0) return

    const keys = births.map(keyOf)
    const rows: Born[] = await trx
      .from('service_contracts')
      .join('contract_lines', 'contract_lines.service_contract_id', 'service_contracts.id')
      .select('service_contracts.id', 'contract_lines.id as line_id', 'service_contracts.status', 'service_contracts.source_key', 'contract_lines.quantity', 'contract_lines.unit_price')
      .whereIn('service_contracts.source_key', keys)
      .where('contract_lines.position', 1)
    const born = new Map(rows.map((row) => [row.source_key, row]))

    const agreed = await agreedTerms(rows.map((row) => Number(row.line_id)), trx)
    const changed = await changedBefore(rows.map((row) => Number(row.id)), trx)
    for (const birth of births) await this.follow(birth, born.get(keyOf(birth)) ?? null, { agreed, changed }, trx)
  }

  private async follow(birth: Birth, born: Born | null, known: Known, trx: Trx) {
    const outcome = birthDecision(birth, born && asBorn(born, known))
    if (outcome.decision === 'create') await new BearContract().handle(birth, keyOf(birth), trx)
    if (outcome.decision === 'cancel') await this.cancel(born!, trx)
    if (outcome.decision === 'follow') await this.change(born!, birth, trx)
    if (outcome.decision === 'alert') await this.alert(born!, outcome.kind, birth, trx)
  }

  private async cancel(born: Born, trx: Trx) {
    await trx.from('service_contracts').where('id', born.id).update({ status: 'cancelled', updated_at: sqlInstant(now()) })
    const changes = { status: [born.status, 'cancelled'] as [unknown, unknown] }
    await logChanges([{ recordType: 'service_contract', recordId: Number(born.id), kind: 'changed', changes }], SYNC, trx)
  }

  private async change(born: Born, { quantity, unitPrice }: Birth, trx: Trx) {
    const terms = { quantity, unit_price: unitPrice, updated_at: sqlInstant(now()) }
    await trx.from('contract_lines').where({ service_contract_id: born.id, position: 1 }).update(terms)
    const changes = differences({ quantity: born.quantity, unit_price: born.unit_price }, { quantity, unit_price: unitPrice })
    await logChanges([{ recordType: 'service_contract', recordId: Number(born.id), kind: 'changed', changes }], SYNC, trx)
  }

  private async alert(born: Born, kind: string, birth: Birth, trx: Trx) {
    const terms = { order: birth.orderNumber, quantity: birth.quantity, unit_price: birth.unitPrice }
    const alert = {
      service_contract_id: born.id,
      kind,
      fact_key: `${birth.lineExternalId}:${birth.quantity}:${birth.unitPrice}`.slice(0, 160),
      terms: JSON.stringify(terms),
      raised_at: sqlInstant(now()),
    }
    await upsertMany(trx, 'contract_alerts', [alert], ['service_contract_id', 'kind', 'fact_key'], [])
  }
}

function asBorn(born: Born, { agreed, changed }: Known) {
  const { quantity = born.quantity, price = born.unit_price } = agreed.get(Number(born.line_id)) ?? {}

  return {
    status: born.status,
    quantity: born.quantity,
    unitPrice: born.unit_price,
    agreed: { quantity, unitPrice: price },
    hasChanged: changed.has(Number(born.id)),
  }
}

function keyOf(birth: Birth): string {
  return sourceKey(birth.connectionId, birth.orderExternalId, birth.lineExternalId, birth.modelId)
}
