import type { Trx } from '#shared/database/transaction'
import type { RecordType, Row, Values } from '#shared/records/record_type'
import ClaimImpossible from '#warranty/errors/claim_impossible'
import { recoveryFault, type RecoveryFault, type RecoveryStatus } from '#warranty/rules/recovery'

const FIELDS: Record<RecoveryFault, string> = { amount: 'claimed_cents', claimed_on: 'claimed_on', received: 'received_cents', reason: 'reason' }

/** What a supplier owes back for a claim that we allowed. */
export const SUPPLIER_RECOVERY: RecordType = {
  name: 'supplier_recovery',
  domain: 'warranty',
  table: 'supplier_recoveries',
  path: '/warranty/recoveries',
  plural: 'supplier-recoveries',
  icon: 'undo-2',
  title: ['supplier', 'reference'],
  defaultSort: '-id',
  actions: ['view', 'create', 'edit', 'delete', 'export'],
  isPart: true,
  owner: { user: 'owner_id', group: 'group_id' },
  fields: [
    { name: 'warranty_claim_id', kind: 'reference', to: 'warranty_claim', required: true, listed: true, filter: true },
    { name: 'supplier', kind: 'text', required: true, listed: true, filter: true, search: true },
    { name: 'reference', kind: 'text', max: 64, listed: true, filter: true, search: true },
    {
      name: 'status',
      kind: 'choice',
      required: true,
      initial: 'open',
      choices: { open: 'warning', claimed: 'info', agreed: 'info', refused: 'danger', received: 'success' },
      listed: true,
      filter: true,
      sort: true,
    },
    { name: 'claimed_cents', kind: 'money', currency: 'currency', required: true, listed: true },
    { name: 'claimed_on', kind: 'date', listed: true, filter: true },
    { name: 'received_cents', kind: 'money', currency: 'currency', listed: true },
    { name: 'received_on', kind: 'date', filter: true },
    { name: 'reason', kind: 'longtext', max: 2000 },
    { name: 'currency', kind: 'text', max: 3, hidden: true, written: 'house' },
  ],
  beforeSave: completeRecovery,
}

async function completeRecovery(values: Values, before: Row | null, trx: Trx): Promise<void> {
  const whole: Values = { ...before, ...values }
  const claim = await trx.from('warranty_claims').where('id', Number(whole.warranty_claim_id)).firstOrFail()
  if (!['approved', 'settled'].includes(claim.status)) throw new ClaimImpossible('not_approved', 'warranty_claim_id')
  values.currency = claim.currency
  const cents = (name: string) => (whole[name] === null || whole[name] === undefined ? null : Number(whole[name]))
  const fault = recoveryFault({
    status: whole.status as RecoveryStatus,
    claimedCents: cents('claimed_cents') ?? 0,
    claimedOn: whole.claimed_on as string | null,
    receivedCents: cents('received_cents'),
    receivedOn: whole.received_on as string | null,
    reason: whole.reason as string | null,
  })
  if (fault) throw new ClaimImpossible(fault, FIELDS[fault])
}
