import { operation, type Operations } from '#shared/api/open_api/operations'

const points = { type: 'string', pattern: '^\\d{1,10}(\\.\\d{1,2})?$', examples: ['12.5'] }
const text = (maxLength: number, description: string) => ({ type: ['string', 'null'], maxLength, description })
const reference = { type: 'string', minLength: 1, maxLength: 80, description: 'Yours, one for each call: the same call under the same reference books once' }

const line = {
  type: 'object',
  required: ['product_id', 'quantity'],
  properties: { product_id: { type: 'integer', minimum: 1 }, quantity: { type: 'string', examples: ['1.5'] } },
}

const entry = {
  type: 'object',
  required: ['no', 'reference', 'outcome', 'points', 'invoiced', 'balance'],
  properties: {
    no: { type: 'integer', description: 'Number of the entry in the ledger' },
    reference: { type: 'string' },
    outcome: { type: 'string', enum: ['booked', 'repeated'] },
    points: { type: 'string', description: 'How the balance changed; below zero for points that were used' },
    invoiced: { type: 'string', description: 'Points left to be invoiced; below zero for some that no longer are' },
    balance: { type: 'string', description: 'After the entry' },
  },
}

const consumption = {
  type: 'object',
  required: ['reference'],
  description: 'Either points, or what was done, for the debit rules to price',
  properties: {
    reference,
    points,
    request: text(80, 'What the contractual part is debited once for'),
    item_id: { type: ['integer', 'null'], minimum: 1 },
    skill: text(120, 'Codes from the root, such as ELEC/CTRL'),
    lines: { type: 'array', maxItems: 100, items: line },
    reason: text(255, 'Shown in the ledger'),
  },
}

const reversal = {
  type: 'object',
  required: ['reference', 'of', 'reason'],
  properties: {
    reference,
    of: { type: 'string', maxLength: 80, description: 'Reference of the consumption' },
    points: { ...points, description: 'All that was not given back before, when missing' },
    reason: { type: 'string', minLength: 3, maxLength: 255 },
  },
}

const booking = { tag: 'point_account', path: ['id'], answer: entry, statuses: [200, 201], failures: [404, 415, 422] }

/** What programs may book on a points account. */
export const POINT_OPERATIONS: Operations = {
  '/api/v1/point-accounts/{id}/consumptions': {
    post: operation({ ...booking, id: 'consumePoints', summary: 'Use points up, once for each reference', body: consumption }),
  },
  '/api/v1/point-accounts/{id}/reversals': {
    post: operation({ ...booking, id: 'reversePoints', summary: 'Give points of a consumption back to their lots', body: reversal }),
  },
}
