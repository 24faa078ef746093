import { asList, compilePath, type Reader, type Scope } from '#erp/connectors/configured/field_path'
import type { FieldRule } from '#erp/connectors/configured/field_rules'
import { expressionRunner, type ExpressionRunner } from '#erp/connectors/configured/expressions/expression_runner'
import type { ExpressionReply, ExpressionTask } from '#erp/connectors/configured/expressions/expression_worker'
import MappingFault from '#erp/connectors/configured/mapping_fault'

/** Where an expression stands: the lists to go down from the record, and whether those are its own lines. */
interface Site {
  source: string
  lists: { read: Reader; isRows: boolean }[]
}

type Replies = Map<string, Map<unknown, ExpressionReply>>

const REPLIES = Symbol('replies to expressions')

/** Evaluates the expressions of a mapping for many records at once, before they are mapped. */
export default class RecordExpressions {
  private readonly sites: Site[]

  constructor(
    rules: Record<string, FieldRule | undefined>,
    private runner: ExpressionRunner = expressionRunner
  ) {
    this.sites = Object.values(rules).flatMap((rule) => sitesOf(rule))
  }

  /** The scope of each row, with what its expressions gave; without expressions the same scope for all. */
  async scopes(rows: unknown[], scope: Scope): Promise<(index: number) => Scope> {
    if (this.sites.length === 0 || rows.length === 0) return () => scope
    const asked = rows.map((row) => this.tasksOf(row, scope))
    const replies = await this.runner.run(asked.map((tasks) => tasks.map(({ source, input, bindings }) => ({ source, input, bindings }))))

    return (index) => ({ ...scope, [REPLIES]: repliesOf(asked[index], replies[index]) })
  }

  private tasksOf(row: unknown, scope: Scope): ExpressionTask[] {
    return this.sites.flatMap(({ source, lists }) => {
      let places: { input: unknown; around: Record<string, unknown> }[] = [{ input: row, around: {} }]
      for (const { read, isRows } of lists) {
        places = places.flatMap(({ input, around }) =>
          asList(read(input, scope)).map((child, index) => ({ input: child, around: isRows ? { parent: input, position: index + 1 } : around }))
        )
      }
      return places.map(({ input, around }) => ({ source, input, bindings: named(source, { company: scope.company, ...around }) }))
    })
  }
}

/** Reads what an expression gave for a row; it was evaluated before. */
export function expressionReader(source: string): Reader {
  return (row, scope) => {
    const reply = (scope as Record<symbol, Replies | undefined>)[REPLIES]?.get(source)?.get(row)
    if (!reply) throw new MappingFault('', 'an expression may stand only among the fields of a record')
    if ('fault' in reply) throw new MappingFault('', `the expression failed: ${reply.fault}`)
    return reply.json === null ? null : JSON.parse(reply.json)
  }
}

/** Whether a rule contains an expression, however deep. */
export function hasExpression(rule: FieldRule | undefined): boolean {
  return sitesOf(rule).length > 0
}

function sitesOf(rule: FieldRule | undefined, lists: Site['lists'] = []): Site[] {
  if (rule === undefined || typeof rule === 'string') return []
  const below = (path: string, isRows: boolean) => [...lists, { read: compilePath(path), isRows }]
  if ('jsonata' in rule) return [{ source: rule.jsonata, lists }]
  if ('firstOf' in rule) return rule.firstOf.flatMap((one) => sitesOf(one, lists))
  if ('join' in rule) return rule.join.flatMap((one) => sitesOf(one, lists))
  if ('map' in rule) return sitesOf(rule.from, lists)
  if ('each' in rule) return sitesOf(rule.value, below(rule.each, false))
  if ('rows' in rule) return Object.values(rule.fields).flatMap((one) => sitesOf(one, below(rule.rows, true)))
  return []
}

function repliesOf(tasks: ExpressionTask[], replies: ExpressionReply[]): Replies {
  const found: Replies = new Map()
  tasks.forEach(({ source, input }, index) => {
    if (!found.has(source)) found.set(source, new Map())
    found.get(source)!.set(input, replies[index])
  })
  return found
}

/** Only what the expression names goes over to the other thread. */
function named(source: string, bindings: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(bindings).filter(([name]) => source.includes(`$${name}`)))
}
