import { test } from '@japa/runner'
import { ExpressionRunner } from '#erp/connectors/configured/expressions/expression_runner'
import RecordExpressions from '#erp/connectors/configured/expressions/record_expressions'
import { compileRule, type FieldRule } from '#erp/connectors/configured/field_rules'
import type { ErpOrder, ErpProduct } from '#contracts/erp'
import { TARGETS } from '#erp/connectors/configured/record_targets'
import MappedRecords from '#erp/connectors/configured/mapped_records'
import { readMapping } from '#erp/connectors/configured/mapping_check'
import { PRESETS } from '#erp/connectors/configured/presets'

const FOREVER = '( $f := function($n) { $f($n + 1) }; $f(0) )'
const GREEDY = '$map([1..90000], function($i) { $pad($string($i), 3000, "x") })'

const fields: Record<string, FieldRule> = {
  number: 'nr',
  name: { jsonata: 'name.(first & " " & last)', as: 'trim | upper' },
  unit: 'unit',
  isActive: { jsonata: '$count(blocks[until = null]) = 0' },
  isSerialised: { constant: false },
  isService: { constant: false },
}
const product = (nr: number, more = {}) => ({ nr, name: { first: 'Pump', last: String(nr) }, unit: 'pc', blocks: [], ...more })

test.group('Expressions of a mapping', () => {
  test('say what no path can say, and conversions follow', async ({ assert }) => {
    const rows = [product(1), product(2, { blocks: [{ until: null }] }), product(3, { blocks: { until: '2026-01-01' } })]
    const { records, unreadable } = await new MappedRecords<ErpProduct>(TARGETS.product, 'nr', fields).page(rows, {})

    assert.isEmpty(unreadable)
    assert.deepEqual(records.map(({ name, isActive }) => [name, isActive]), [['PUMP 1', true], ['PUMP 2', false], ['PUMP 3', true]])
  })

  test('see the line they stand in, its order, its place and the company', async ({ assert }) => {
    const lines: FieldRule = {
      rows: 'lines',
      fields: {
        id: { jsonata: '$parent.no & "-" & $position' },
        position: '@position',
        description: { jsonata: '$company.currency & " " & text' },
        quantity: { jsonata: 'boxes * per' },
        unitPrice: { firstOf: ['price', { jsonata: '$round(total / (boxes * per), 2)' }] },
        isCancelled: { constant: false },
      },
    }
    const rules = { number: 'no', customerId: { constant: 'K1' }, state: { constant: 'draft' }, currency: '@company.currency', lines }
    const order = { no: 'A7', lines: [{ text: 'x', boxes: 2, per: 6, total: 10 }, { text: 'y', boxes: 1, per: 3, price: '4.50' }] }
    const { records, unreadable } = await new MappedRecords<ErpOrder>(TARGETS.order, 'no', rules).page([order], { company: { currency: 'EUR' } })

    assert.isEmpty(unreadable)
    assert.containSubset(records[0].lines, [
      { id: 'A7-1', description: 'EUR x', quantity: '12', unitPrice: '0.83' },
      { id: 'A7-2', quantity: '3', unitPrice: '4.50' },
    ])
  })

  test('that never end are stopped; only their record is unreadable, and this process went on meanwhile', async ({ assert, cleanup }) => {
    const runner = new ExpressionRunner({ milliseconds: 300, megabytes: 64, stops: 3 })
    cleanup(() => runner.close())
    const rows = [{ endless: false }, { endless: true }, { endless: false }]
    const expressions = new RecordExpressions({ a: { jsonata: `endless ? ${FOREVER} : 1` } }, runner)
    let ticks = 0
    const ticking = setInterval(() => (ticks += 1), 10)
    const scopeOf = await expressions.scopes(rows, {})
    clearInterval(ticking)
    const read = compileRule({ jsonata: `endless ? ${FOREVER} : 1` })

    assert.equal(read(rows[0], scopeOf(0)), 1)
    assert.throws(() => read(rows[1], scopeOf(1)), 'the expression failed: it took longer than 0.3 s and was stopped')
    assert.equal(read(rows[2], scopeOf(2)), 1)
    assert.isAbove(ticks, 10)
  })

  test('that want too much memory are stopped', async ({ assert, cleanup }) => {
    const runner = new ExpressionRunner({ milliseconds: 20_000, megabytes: 32, stops: 3 })
    cleanup(() => runner.close())
    const [[greedy], [after]] = await runner.run([[{ source: GREEDY, input: {}, bindings: {} }], [{ source: '1 + 1', input: {}, bindings: {} }]])

    assert.deepEqual(greedy, { fault: 'it needed more than 32 MB and was stopped' })
    assert.deepEqual(after, { json: '2' })
  })

  test('are no longer tried after a few records that had to be stopped', async ({ assert, cleanup }) => {
    const runner = new ExpressionRunner({ milliseconds: 100, megabytes: 64, stops: 2 })
    cleanup(() => runner.close())
    const task = { source: FOREVER, input: {}, bindings: {} }
    const replies = await runner.run(Array.from({ length: 50 }, () => [task]))

    assert.lengthOf(replies, 50)
    assert.deepEqual(replies[49], [{ fault: 'not tried: the expression had to be stopped at 2 records before' }])
  })

  test('give plain values only and reach nothing of this process', async ({ assert, cleanup }) => {
    const runner = new ExpressionRunner()
    cleanup(() => runner.close())
    const sources = ['function($x) { $x }', 'a.b.missing', '{ "list": [1, "x", null] }', '$error("no price")', 'constructor.constructor("return process")()', 'process.env']
    const [replies] = await runner.run([sources.map((source) => ({ source, input: { a: 1 }, bindings: {} }))])

    assert.deepEqual(replies.slice(0, 4), [{ fault: 'it gives a function, not a value' }, { json: null }, { json: '{"list":[1,"x",null]}' }, { fault: 'no price' }])
    assert.deepEqual(replies.slice(4), [{ json: null }, { json: null }])
  })

  test('{title}')
    .with([
      { title: 'what is no expression is said with its character', rule: 'a + (b', found: /^entities\.product\.fields\.name: .*\(at character \d+ of the expression\)/ },
      { title: 'what would differ at each reading is refused', rule: '$now() & name', found: /^entities\.product\.fields\.name: \$now\(\) gives something else at each reading/ },
      { title: 'a conversion that is not known is refused', rule: 'name', as: 'shout', found: /^entities\.product\.fields\.name: There is no conversion "shout"/ },
    ])
    .run(({ assert }, { rule, as, found }) => {
      const mapping = JSON.parse(PRESETS.sandbox_rest)
      mapping.entities.product.fields.name = { jsonata: rule, ...(as ? { as } : {}) }
      const [finding] = readMapping(JSON.stringify(mapping)).findings

      assert.match(`${finding?.path}: ${finding?.sentence}`, found)
    })

  test('stand only among the fields of a record', ({ assert }) => {
    const mapping = JSON.parse(PRESETS.sandbox_rest)
    mapping.entities.product.id = { jsonata: 'a' }

    assert.deepInclude(readMapping(JSON.stringify(mapping)).findings, { path: 'entities.product.id', sentence: 'An expression may stand only among the fields of a record' })
  })
})
