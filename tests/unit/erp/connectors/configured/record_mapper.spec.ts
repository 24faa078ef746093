import fc from 'fast-check'
import { test } from '@japa/runner'
import { compileRule, type FieldRule } from '#erp/connectors/configured/field_rules'
import { compileRecord } from '#erp/connectors/configured/record_mapper'
import { compileAddress, compileTemplate } from '#erp/connectors/configured/request_template'
import { moneyText } from '#shared/money/money'

const read = (rule: FieldRule, row: unknown, scope = {}) => compileRule(rule)(row, scope)

test.group('Rules of a mapping', () => {
  test('read {$self.0} from {$self.1}')
    .with<[FieldRule, unknown, unknown][]>([
      ['a.b', { a: { b: 1 } }, 1],
      ['a.0.b', { a: [{ b: 'x' }] }, 'x'],
      ["'odd.name'.'@attributes'", { 'odd.name': { '@attributes': 7 } }, 7],
      ['$', 4711, 4711],
      ['a.b.c', { a: null }, undefined],
      ['constructor', {}, undefined],
      ['a | trim | upper', { a: ' x ' }, 'X'],
      ['a | decimalComma', { a: '-1.234,50' }, '-1234.50'],
      ['a | decimalComma', { a: 12.5 }, '12.5'],
      ['a | decimal', { a: 1e-7 }, '0.0000001'],
      ['a | minor(EUR)', { a: '1210.005' }, 121001],
      ['a | minor(JPY)', { a: '1210' }, 1210],
      ['a | major(KWD)', { a: 1500 }, '1.500'],
      ['a | epochDay(Europe/Madrid)', { a: 1_795_302_000 }, '2026-11-22'],
      ['a | epochDay(UTC)', { a: '1795302000' }, '2026-11-21'],
      ['a | instantDay(Europe/Bucharest)', { a: '2026-03-31T22:30:00Z' }, '2026-04-01'],
      ['a | day(dd/MM/yyyy)', { a: '1/2/2026 00:00' }, '2026-02-01'],
      ['a | nothingIf(0000-00-00) | day', { a: '0000-00-00' }, null],
      ['a | fromStamp(yyyy-MM-dd HH:mm:ss, Europe/Madrid)', { a: '2026-07-01 12:00:00' }, '2026-07-01T10:00:00.000Z'],
      ['a | stamp(yyyyMMddHHmmss, Europe/Madrid)', { a: '2026-01-01T00:00:00.900Z' }, '20260101010000'],
      ['a | boolean(J)', { a: 'N' }, false],
      ['a | boolean', {}, false],
      ['a | split(;)', { a: 'A; B;' }, ['A', 'B']],
      ['a | default(x)', {}, 'x'],
      ["a | replace('|', '/')", { a: '1|2' }, '1/2'],
      [{ firstOf: ['a', 'b'] }, { a: '', b: 2 }, 2],
      [{ join: ['a', 'b', 'c'], with: ', ' }, { a: 'Calle 1', b: '', c: 'Jaca' }, 'Calle 1, Jaca'],
      [{ from: 'a', map: { 1: 'draft' }, otherwise: 'posted' }, { a: 1 }, 'draft'],
      [{ from: 'a', map: { 1: 'draft' }, otherwise: 'posted' }, { a: 5 }, 'posted'],
      [{ each: 'a', value: 'nr' }, { a: { nr: 'one thing' } }, ['one thing']],
      [{ count: 'a' }, {}, 0],
    ])
    .run(({ assert }, [rule, row, wanted]) => {
      assert.deepEqual(read(rule, row), wanted)
    })

  test('refuse {$self.0} with a sentence')
    .with<[FieldRule, unknown, RegExp][]>([
      ['a | day(dd/MM/yyyy)', { a: '30/02/2026' }, /"30\/02\/2026" is not a day written dd\/MM\/yyyy/],
      ['a | decimalComma', { a: '1,2,3' }, /is not a number with a decimal comma/],
      ['a | integer', { a: '' }, /is not a number/],
      [{ from: 'a', map: { A: 1 } }, { a: 'B' }, /"B" is none of A/],
      ['a | minor(XXX)', { a: '1' }, /XXX/],
      ['a | shout', {}, /There is no conversion "shout"/],
      ['a | pad', {}, /takes 1 to 2 arguments/],
      ['a..b', {}, /is not a path/],
      ['a | day(dd/MM)', {}, /needs yyyy, MM and dd/],
      ['a | epochDay(Mars)', {}, /time zone/],
    ])
    .run(({ assert }, [rule, row, sentence]) => {
      assert.throws(() => read(rule, row), sentence)
    })

  test('money comes back as it was written, in every currency', ({ assert }) => {
    const amounts = fc.integer({ min: -1e14, max: 1e14 })
    fc.assert(
      fc.property(amounts, fc.constantFrom('EUR', 'JPY', 'KWD', 'RON'), (cents, currency) => {
        const text = moneyText(cents, currency)
        assert.equal(read('a | minor(@currency)', { a: text }, { currency }), cents)
        assert.equal(read('a | decimalComma | minor(@currency)', { a: text.replace('.', ',') }, { currency }), cents)
      })
    )
  })
})

test.group('Records by their rules', () => {
  const target = { id: 'text', name: 'words', lines: { many: { position: 'integer', quantity: 'decimal', of: 'text' } } } as const
  const lines = { rows: 'l.x', fields: { position: '@position', quantity: 'q | decimalComma', of: '@parent.nr' } }

  test('a single line that is no list is a line', ({ assert }) => {
    const map = compileRecord({ id: 'nr', lines }, target)
    assert.deepEqual(map({ nr: 5, l: { x: { q: '2,5' } } }, {}), { id: '5', name: '', lines: [{ position: 1, quantity: '2.5', of: '5' }] })
    assert.deepEqual((map({ nr: 5, l: null }, {}) as { lines: unknown }).lines, [])
  })

  test('lines without what makes them count are left out, and a size has no sign', ({ assert }) => {
    const map = compileRecord({ id: 'nr', sold: { rows: 'l', fields: { id: '@position', productId: 'item', quantity: 'q' } } }, { id: 'text', sold: { many: { id: 'text', productId: 'text', quantity: 'size' }, having: 'productId' } })
    assert.deepEqual(map({ nr: 5, l: [{ item: '', q: 'words' }, { item: 'P1', q: '-2.5' }, { q: 1 }] }, {}), { id: '5', sold: [{ id: '2', productId: 'P1', quantity: '2.5' }] })
    assert.throws(() => map({ nr: 5, l: [{ item: 'P1', q: 'words' }] }, {}), /^sold\[0\]\.quantity/)
  })

  test('what cannot be understood is named by its path', ({ assert }) => {
    const map = compileRecord({ id: 'nr', lines }, target)
    assert.throws(() => map({ nr: 5, l: { x: [{ q: '1' }, { q: 'many' }] } }, {}), /^lines\[1\]\.quantity: "many" is not a number/)
    assert.throws(() => map({}, {}), 'id: there is nothing')
  })

  test('a field that is unknown or missing is said before anything is read', ({ assert }) => {
    assert.throws(() => compileRecord({ id: 'nr', nam: 'x' }, target), /^nam: There is no such field/)
    assert.throws(() => compileRecord({ name: 'x' }, target), /^id: This field is needed/)
  })
})

test.group('Requests by their templates', () => {
  test('values keep their type, and what is nothing is left out', ({ assert }) => {
    const fill = compileTemplate({ a: '{n}', b: 'no {n}!', c: '{missing}', d: null, lines: { $each: 'l', $as: { p: '{position}', s: '{line.sku}', top: '{n}' } } })
    assert.deepEqual(fill({ n: 3, l: [{ sku: 'A' }] }), { a: 3, b: 'no 3!', d: null, lines: [{ p: 1, s: 'A', top: 3 }] })
  })

  test('a key never leaves its place in an address', ({ assert }) => {
    const address = compileAddress('/a/{id}/b')
    assert.equal(address({ id: '../x?y#z' }), '/a/..%2Fx%3Fy%23z/b')
    assert.notInclude(address({ id: '..' }), '..')
  })
})
