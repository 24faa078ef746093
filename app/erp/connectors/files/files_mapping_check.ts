import { IANAZone } from 'luxon'
import type { ErpEntity } from '#contracts/erp'
import { hasExpression } from '#erp/connectors/configured/expressions/record_expressions'
import { checkedText, trying, type Checked } from '#erp/connectors/configured/checked_text'
import { compileRule, type FieldRule } from '#erp/connectors/configured/field_rules'
import MappingFault from '#erp/connectors/configured/mapping_fault'
import { compileRecord } from '#erp/connectors/configured/record_mapper'
import { STOCK_MOVE, TARGETS } from '#erp/connectors/configured/record_targets'
import { compileTemplate } from '#erp/connectors/configured/request_template'
import type { Finding } from '#erp/connectors/configured/schema_check'
import { ANSWER_RULES } from '#erp/connectors/files/file_answers'
import type { FileFormat, FilesMapping, OutgoingFileMapping } from '#erp/connectors/files/files_mapping'
import { FILES_SCHEMA } from '#erp/connectors/files/files_mapping_schema'
import { encoded } from '#erp/connectors/files/text_encoding'

export type CheckedFilesMapping = Checked<FilesMapping>

/** Reads the text of a mapping of files and says everything that is wrong with it, each with its path. */
export function readFilesMapping(text: string): CheckedFilesMapping {
  return checkedText<FilesMapping>(text, FILES_SCHEMA, meaningFindings)
}

function meaningFindings(mapping: FilesMapping): Finding[] {
  const findings: Finding[] = []
  const tried = trying(findings)
  const plain = (path: string, rule: FieldRule | undefined) => rule !== undefined && tried(path, () => compilePlain(rule))
  const format = (path: string, one: FileFormat | undefined) => one && tried(path, () => checkFormat(one))
  const { company, entities, invoices } = mapping

  tried('company.timeZone', () => checkZone(company.timeZone))
  format('format', mapping.format)
  for (const [name, entity] of Object.entries(entities)) {
    const path = `entities.${name}`
    plain(`${path}.id`, entity.id)
    format(`${path}.format`, entity.format)
    for (const [part, own] of Object.entries(entity.parts ?? {})) {
      plain(`${path}.parts.${part}.parent`, own.parent)
      format(`${path}.parts.${part}.format`, own.format)
    }
    tried(`${path}.fields`, () => compileRecord({ id: entity.id, ...entity.fields }, TARGETS[name as ErpEntity]))
  }
  const outgoing = (kind: keyof typeof ANSWER_RULES, path: string, one: OutgoingFileMapping | undefined) => {
    if (!one) return
    format(`${path}.file.format`, one.file.format)
    tried(`${path}.file.name`, () => checkName(one.file.name))
    tried(`${path}.file.columns`, () => compileTemplate(one.file.columns))
    const { answers } = one
    if (!answers) return
    for (const name of ['reference', 'refused', 'code', 'sentence'] as const) plain(`${path}.answers.${name}`, answers[name])
    tried(`${path}.answers.fields`, () => compileRecord(ANSWER_RULES[kind](answers), kind === 'stock' ? STOCK_MOVE : TARGETS[kind]))
  }
  outgoing('invoice', 'invoices', invoices)
  outgoing('order', 'orders', mapping.orders)
  outgoing('stock', 'stock', mapping.stock)

  return findings
}

function compilePlain(rule: FieldRule): void {
  compileRule(rule)
  if (hasExpression(rule)) throw new MappingFault('', 'An expression may stand only among the fields of a record')
}

function checkZone(zone: string): void {
  if (!IANAZone.isValidZone(zone)) throw new MappingFault('', `"${zone}" is not a time zone such as Europe/Madrid`)
}

function checkFormat({ encoding, delimiter = ';', quote = '"' }: FileFormat): void {
  if (encoding) encoded('', encoding)
  if (delimiter.length !== 1 || quote.length !== 1) throw new MappingFault('', 'The delimiter and the quote are one character each')
}

/** Two documents must never share a name. */
function checkName(name: string): void {
  compileTemplate(name)
  if (!/\{\s*((invoice|order|move)\.)?reference\b/.test(name)) throw new MappingFault('', 'The name of the file must contain {reference}, so that no two share one')
  if (/[/\\]/.test(name)) throw new MappingFault('', 'The name of the file must not contain a path')
}
