import type { ErpEntity } from '#contracts/erp'
import { compilePath } from '#erp/connectors/configured/field_path'
import { hasExpression } from '#erp/connectors/configured/expressions/record_expressions'
import { checkedText, trying, type Checked } from '#erp/connectors/configured/checked_text'
import { compileRule, type FieldRule } from '#erp/connectors/configured/field_rules'
import { operationFindings, protocolFindings } from '#erp/connectors/configured/protocol_check'
import type { ListOperation, Mapping, Operation, PostStep, Protocol } from '#erp/connectors/configured/mapping'
import MappingFault from '#erp/connectors/configured/mapping_fault'
import { MAPPING_SCHEMA } from '#erp/connectors/configured/mapping_schema'
import { compileRecord } from '#erp/connectors/configured/record_mapper'
import { STOCK_MOVE, TARGETS } from '#erp/connectors/configured/record_targets'
import { compileAddress, compileTemplate, type Template } from '#erp/connectors/configured/request_template'
import type { Finding } from '#erp/connectors/configured/schema_check'

export type CheckedMapping = Checked<Mapping>

/** Reads the text of a mapping and says everything that is wrong with it, each with its path; also when it is of another protocol than wanted. */
export function readMapping(text: string, protocol?: Protocol): CheckedMapping {
  return checkedText<Mapping>(text, MAPPING_SCHEMA, (mapping) => [...protocolFindings(mapping, protocol), ...meaningFindings(mapping)])
}

/** What the schema cannot say: rules that cannot be compiled, fields that are missing, steps that lead nowhere. */
function meaningFindings(mapping: Mapping): Finding[] {
  const findings: Finding[] = []
  const tried = trying(findings)
  const rule = (path: string, one: FieldRule | undefined) => one !== undefined && tried(path, () => compilePlain(one))
  const rules = (path: string, some: Record<string, FieldRule | undefined> = {}) => Object.entries(some).forEach(([name, one]) => rule(`${path}.${name}`, one))
  const template = (path: string, one: unknown) => one !== undefined && tried(path, () => compileTemplate(one as Template))
  const operation = (path: string, one: (Operation & { rows?: string; row?: string }) | undefined) => {
    if (!one) return
    findings.push(...operationFindings(path, one, mapping.protocol ?? 'rest'))
    tried(`${path}.path`, () => compileAddress(one.path ?? '/'))
    if (one.xmlIn !== undefined) tried(`${path}.xmlIn`, () => compilePath(one.xmlIn!))
    for (const name of ['params', 'headers', 'body', 'envelope'] as const) template(`${path}.${name}`, one[name])
    for (const name of ['rows', 'row'] as const) if (one[name] !== undefined) tried(`${path}.${name}`, () => compilePath(one[name]!))
    one.answers?.forEach(({ at }, index) => at && tried(`${path}.answers[${index}].at`, () => compilePath(at)))
  }
  const { auth, failures, company, time, entities, invoices } = mapping

  template('headers', mapping.headers)
  for (const name of ['params', 'envelope'] as const) template(`soap.${name}`, mapping.soap?.[name])
  if (auth?.kind === 'login') {
    operation('auth.request', auth.request)
    operation('auth.logout', auth.logout)
    rule('auth.token', auth.token)
  }
  if (auth && 'value' in auth) template('auth.value', auth.value)
  if (auth && 'values' in auth) template('auth.values', auth.values)
  if (auth && 'envelope' in auth) template('auth.envelope', auth.envelope)
  rules('failures', { code: failures?.code, sentence: failures?.sentence })
  operation('company.request', company.request)
  rules('company.fields', company.fields)
  operation('time.request', time?.request)
  rule('time.value', time?.value)

  for (const [name, entity] of Object.entries(entities)) {
    const path = `entities.${name}`
    rule(`${path}.id`, entity.id)
    const lists: [string, ListOperation | undefined][] = [[`${path}.list`, entity.list], [`${path}.keys`, entity.keys]]
    entity.children?.forEach((child, index) => lists.push([`${path}.children[${index}]`, child]))
    for (const [at, list] of lists) {
      operation(at, list)
      if (list && 'params' in list.paging) template(`${at}.paging.params`, list.paging.params)
      rule(`${at}.brief`, list?.brief)
      if (list?.paging.kind === 'whole') rule(`${at}.paging.key`, list.paging.key)
      if (list?.paging.kind === 'keyset') rules(`${at}.paging.keys`, list.paging.keys)
      template(`${at}.changes.params`, list?.changes?.params)
    }
    rule(`${path}.keys.key`, entity.keys?.key)
    operation(`${path}.one`, entity.one)
    entity.children?.forEach((child, index) => rule(`${path}.children[${index}].parent`, child.parent))
    for (const [part, own] of Object.entries(entity.parts ?? {})) {
      operation(`${path}.parts.${part}`, own)
      rule(`${path}.parts.${part}.parent`, own.parent)
    }
    tried(`${path}.fields`, () => compileRecord({ id: entity.id, ...entity.fields }, TARGETS[name as ErpEntity]))
  }

  operation('invoices.find', invoices?.find)
  rule('invoices.find.brief', invoices?.find?.brief)
  operation('invoices.openFrom', invoices?.openFrom)
  rule('invoices.openFrom.value', invoices?.openFrom?.value)
  operation('invoices.post.discard', invoices?.post?.discard)
  invoices?.post?.steps.forEach((step, index) => {
    operation(`invoices.post.steps[${index}]`, step)
    rules(`invoices.post.steps[${index}].take`, step.take)
  })
  operation('customers.find', mapping.customers?.find)
  rule('customers.find.brief', mapping.customers?.find.brief)
  operation('customers.create', mapping.customers?.create)
  rule('customers.create.take.id', mapping.customers?.create?.take.id)
  operation('customers.update', mapping.customers?.update)
  const posted = (path: string, steps: PostStep[]) =>
    steps.forEach((step, index) => {
      operation(`${path}[${index}]`, step)
      rules(`${path}[${index}].take`, step.take)
    })
  const { orders, stock } = mapping
  operation('orders.find', orders?.find)
  rule('orders.find.brief', orders?.find.brief)
  operation('orders.post.discard', orders?.post.discard)
  if (orders) posted('orders.post.steps', orders.post.steps)
  operation('stock.find', stock?.find)
  rule('stock.find.brief', stock?.find.brief)
  operation('stock.one', stock?.one)
  operation('stock.discard', stock?.discard)
  if (stock) {
    posted('stock.steps', stock.steps)
    tried('stock.fields', () => compileRecord({ id: stock.id, ...stock.fields }, STOCK_MOVE))
  }
  findings.push(...customerFindings(mapping), ...orderFindings(mapping))
  return [...findings, ...postFindings(mapping)]
}

/** Expressions run page by page, in a thread of their own; elsewhere a value is needed at once. */
function compilePlain(rule: FieldRule): void {
  compileRule(rule)
  if (hasExpression(rule)) throw new MappingFault('', 'An expression may stand only among the fields of a record')
}

function customerFindings({ customers, entities }: Mapping): Finding[] {
  if (!customers) return []
  if (!entities.customer) return [{ path: 'entities.customer', sentence: 'is needed to read a customer back after it was sent' }]
  if (entities.customer.fields.reference) return []
  return [{ path: 'entities.customer.fields.reference', sentence: 'is needed: our reference is how a customer whose answer was lost is found again' }]
}

function orderFindings({ orders, entities }: Mapping): Finding[] {
  if (!orders) return []
  if (!entities.order) return [{ path: 'entities.order', sentence: 'is needed to read an order back after it was placed' }]
  if (entities.order.fields.reference) return []
  return [{ path: 'entities.order.fields.reference', sentence: 'is needed: our reference is how an order whose answer was lost is found again' }]
}

function postFindings({ entities, invoices }: Mapping): Finding[] {
  const steps: PostStep[] = invoices?.post?.steps ?? []
  if (steps.length === 0) return []
  const found: Finding[] = []
  if (!entities.invoice) found.push({ path: 'entities.invoice', sentence: 'is needed to read an invoice back after posting' })
  if (!steps.some(({ take }) => take?.id) && !invoices?.find) {
    found.push({ path: 'invoices.post.steps', sentence: 'no step takes the id of the new invoice, and there is no find: what was posted could not be read back' })
  }
  if (steps.length > 1 && !steps.some(({ validates }) => validates)) {
    found.push({ path: 'invoices.post.steps', sentence: 'none of several steps says "validates": true, so a draft could not be resumed' })
  }
  return found
}
