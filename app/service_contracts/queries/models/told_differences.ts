import { choiceKey, fieldKey, titleOf, type Field } from '#shared/records/record_type'
import { recordType } from '#shared/records/registry'
import { rowsByIds } from '#shared/records/rows'
import { termFields } from '#service_contracts/queries/models/model_terms'
import { targetColumn, targetText } from '#service_contracts/rules/service_level'
import type { ModelLine, TermDifference } from '#service_contracts/rules/models/model_terms'

/** A value as a page writes it: text as it is, or the key of a sentence. */
export type Told = { text: string } | { key: string }

/** One difference between two versions, ready to be read. */
export interface ToldDifference {
  /** Language key of what differs, or its own name. */
  label: Told
  before: Told
  after: Told
}

const NONE: Told = { text: '–' }

/** Differences of terms in words: the names of fields, choices and referenced records instead of columns and ids. */
export async function toldDifferences(differences: readonly TermDifference[]): Promise<ToldDifference[]> {
  const fields = new Map(termFields().map((field) => [field.name, field]))
  return Promise.all(differences.map((difference) => told(difference, fields)))
}

async function told(difference: TermDifference, fields: Map<string, Field>): Promise<ToldDifference> {
  switch (difference.what) {
    case 'field': {
      const field = fields.get(difference.field)
      const label = field ? { key: fieldKey(recordType('contract_model'), field.name) } : { text: difference.field }
      return { label, before: await valueOf(field, difference.before), after: await valueOf(field, difference.after) }
    }
    case 'coverage':
      return { label: { key: 'contract_models.coverage_version' }, before: asText(difference.before), after: asText(difference.after) }
    case 'service_target': {
      const label = { key: fieldKey(recordType('service_level'), targetColumn(difference.clock, difference.severity)) }
      return { label, before: asTarget(difference.before), after: asTarget(difference.after) }
    }
    case 'service_calendar': {
      const calendar: Field = { name: 'hours_calendar_id', kind: 'reference', to: 'hours_calendar' }
      const label = { key: fieldKey(recordType('service_level'), calendar.name) }
      return { label, before: await valueOf(calendar, difference.before), after: await valueOf(calendar, difference.after) }
    }
    case 'service_pauses':
      return { label: { key: 'service_levels.pauses' }, before: asPauses(difference.before), after: asPauses(difference.after) }
    case 'line_added':
      return { label: { text: difference.line.description }, before: NONE, after: priced(difference.line) }
    case 'line_removed':
      return { label: { text: difference.line.description }, before: priced(difference.line), after: NONE }
    case 'line_changed':
      return { label: { text: difference.line.description }, before: priced(difference.before), after: priced(difference.line) }
    default:
      return { label: { text: difference.title }, before: NONE, after: { key: `contract_models.${difference.what}` } }
  }
}

async function valueOf(field: Field | undefined, value: string | number | null): Promise<Told> {
  if (value === null) return NONE
  if (field?.kind === 'boolean') return { key: value ? 'contract_models.yes' : 'contract_models.no' }
  if (field?.kind === 'choice') return { key: choiceKey(recordType('contract_model'), field.name, String(value)) }
  if (field?.kind !== 'reference' || !field.to) return asText(value)
  const row = (await rowsByIds(recordType(field.to), [Number(value)])).get(Number(value))
  return { text: row ? titleOf(recordType(field.to), row) : `#${value}` }
}

function asText(value: string | number | null): Told {
  return value === null ? NONE : { text: String(value) }
}

function asTarget(minutes: number | null): Told {
  return minutes === null ? NONE : { text: targetText(minutes) }
}

/** Which waits stop the clocks is one sentence for each combination, so that it is written in whole. */
function asPauses(reasons: readonly string[]): Told {
  return reasons.length === 0 ? NONE : { key: `service_levels.paused_by.${reasons.join('_and_')}` }
}

function priced({ description, quantity, unitPrice }: ModelLine): Told {
  return { text: `${description}: ${quantity} × ${unitPrice}` }
}
