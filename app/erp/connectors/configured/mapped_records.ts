import type { ErpPage } from '#contracts/erp'
import { breath } from '#shared/breath'
import RecordExpressions from '#erp/connectors/configured/expressions/record_expressions'
import type { Reader, Scope } from '#erp/connectors/configured/field_path'
import { compileRule, type FieldRule } from '#erp/connectors/configured/field_rules'
import { compileRecord, type FieldRules, type RecordMapper } from '#erp/connectors/configured/record_mapper'
import type { Target } from '#erp/connectors/configured/record_targets'
import { withRaw } from '#erp/raw_records'

/** The page before is being written meanwhile, and every answer of the database waits for this thread. */
const AT_A_STRETCH = 20

/** A record as the ERP gave it, and what became of it. */
export interface TriedRecord {
  id: string
  before: unknown
  after: unknown
  reason: string | null
}

/** Rows of an ERP as records of the contract; those that cannot be understood are told apart. */
export default class MappedRecords<R extends object> {
  private readonly id: Reader
  private readonly map: RecordMapper<R>
  private readonly expressions: RecordExpressions

  constructor(target: Target, id: FieldRule, fields: FieldRules) {
    const rules = { id, ...fields }
    this.id = compileRule(id)
    this.map = compileRecord<R>(rules, target)
    this.expressions = new RecordExpressions(rules)
  }

  idOf(row: unknown, scope: Scope): string {
    try {
      return String(this.id(row, scope) ?? '?')
    } catch {
      return '?'
    }
  }

  async page(rows: unknown[], scope: Scope): Promise<Omit<ErpPage<R>, 'next'>> {
    const page: Omit<ErpPage<R>, 'next'> = { records: [], unreadable: [] }
    const scopeOf = await this.expressions.scopes(rows, scope)
    for (const [index, row] of rows.entries()) {
      if (index % AT_A_STRETCH === AT_A_STRETCH - 1) await breath()
      try {
        page.records.push(withRaw(this.map(row, scopeOf(index)), row))
      } catch (error) {
        page.unreadable.push({ id: this.idOf(row, scope), reason: (error as Error).message, raw: row })
      }
    }
    return page
  }

  /** The same for a person who is writing the mapping: each row beside what becomes of it. */
  async tried(rows: unknown[], scope: Scope): Promise<TriedRecord[]> {
    const scopeOf = await this.expressions.scopes(rows, scope)
    return rows.map((before, index) => {
      const id = this.idOf(before, scope)
      try {
        return { id, before, after: this.map(before, scopeOf(index)), reason: null }
      } catch (error) {
        return { id, before, after: null, reason: (error as Error).message }
      }
    })
  }
}
