import { operation, type Operations } from '#shared/api/open_api/operations'
import { LINE_CATEGORIES } from '#service_contracts/rules/coverage/coverage_case'

const id = { type: ['integer', 'null'], minimum: 1 }
const text = { type: ['string', 'null'] }
const decimal = (example: string) => ({ type: 'string', examples: [example] })
const instant = (description: string) => ({ type: ['string', 'null'], format: 'date-time', description })
const whole = (description: string) => ({ type: 'object', description })

const line = {
  type: 'object',
  required: ['category', 'quantity', 'amount'],
  properties: { category: { type: 'string', enum: [...LINE_CATEGORIES] }, product_id: id, component: text, quantity: decimal('1'), unit: text, amount: decimal('150.00') },
}

const question = {
  type: 'object',
  required: ['company_id', 'currency', 'requested_at', 'lines'],
  properties: {
    company_id: { type: 'integer', minimum: 1 },
    item_id: id,
    product_id: id,
    skill_id: id,
    contract_id: { ...id, description: 'Only this contract is a candidate' },
    ordering_party_id: id,
    currency: decimal('EUR'),
    requested_at: instant('With its offset; the day whose terms hold'),
    intervention_at: instant('With its offset'),
    lines: { type: 'array', minItems: 1, maxItems: 100, items: line },
  },
}

const DECISION = whole('As docs/coverage/decision.schema.json describes it')
const INPUTS = whole('As docs/coverage/case.schema.json describes it')

/** What programs may ask about coverage. */
export const COVERAGE_OPERATIONS: Operations = {
  '/api/v1/coverage/evaluate': {
    post: operation({
      id: 'evaluateCoverage',
      tag: 'coverage_decision',
      summary: 'Decide what is covered, by what and why; nothing is written',
      body: question,
      answer: { type: 'object', required: ['decision', 'inputs'], properties: { decision: DECISION, inputs: INPUTS } },
      failures: [404, 415, 422],
    }),
  },
  '/api/v1/coverage/decisions/{id}': {
    get: operation({
      id: 'explainDecision',
      tag: 'coverage_decision',
      summary: 'A kept decision with its inputs, replayed',
      path: ['id'],
      answer: {
        type: 'object',
        required: ['id', 'number', 'status', 'engine', 'decision', 'inputs', 'replay'],
        properties: { id: { type: 'integer' }, number: { type: 'string' }, status: { type: 'string' }, engine: { type: 'string' }, decision: DECISION, inputs: INPUTS, replay: whole('Whether the inputs give the same bytes again') },
      },
      failures: [404],
    }),
  },
}
