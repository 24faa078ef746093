import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import { readMapping } from '#erp/connectors/configured/mapping_check'
import { MAPPING_SCHEMA } from '#erp/connectors/configured/mapping_schema'
import { PRESETS } from '#erp/connectors/configured/presets'

const wrong = (change: (mapping: any) => void) => {
  const mapping = JSON.parse(PRESETS.sandbox_rest)
  change(mapping)
  return readMapping(JSON.stringify(mapping)).findings.map(({ path, sentence }) => `${path}: ${sentence}`)
}

test.group('The check of a mapping', () => {
  test('the published schema is the one that is checked', ({ assert }) => {
    const published = readFileSync(new URL('../../../../../docs/erp/mapping.schema.json', import.meta.url), 'utf8')
    assert.deepEqual(JSON.parse(published), JSON.parse(JSON.stringify(MAPPING_SCHEMA)))
  })

  test('every mapping of the house is right', ({ assert }) => {
    for (const text of Object.values(PRESETS)) assert.deepEqual(readMapping(text).findings, [])
  })

  test('{title}')
    .with([
      { title: 'what is not JSON is said', change: null, found: /This is not JSON/ },
      { title: 'a missing part is named', change: (m: any) => delete m.company, found: /^company: is missing/ },
      { title: 'a name that nobody knows is named', change: (m: any) => (m.entities.customer.lst = {}), found: /^entities\.customer\.lst: is not known here/ },
      { title: 'an address of another host is refused', change: (m: any) => (m.entities.order.list.path = '//elsewhere.example/x'), found: /^entities\.order\.list\.path: must begin with one/ },
      { title: 'a script is no link', change: (m: any) => (m.links.order = 'javascript:alert(1)'), found: /^links\.order: does not match/ },
      { title: 'an unknown way of paging is named', change: (m: any) => (m.entities.order.list.paging.kind = 'scroll'), found: /^entities\.order\.list\.paging\.kind: should be one of keyset/ },
      { title: 'a rule that cannot be compiled is named', change: (m: any) => (m.invoices.post.steps[0].take.id = 'x | y'), found: /^invoices\.post\.steps\[0\]\.take\.id: There is no conversion "y"/ },
      { title: 'a placeholder that cannot be compiled is named', change: (m: any) => (m.invoices.post.steps[1].body.qty = '{line..q}'), found: /^invoices\.post\.steps\[1\]\.body\.qty: "line\.\.q" is not a path/ },
      { title: 'a draft that nothing validates is named', change: (m: any) => delete m.invoices.post.steps[2].validates, found: /^invoices\.post\.steps: none of several steps/ },
      { title: 'a wrong kind of value is named', change: (m: any) => (m.limits.pageSize = 'many'), found: /^limits\.pageSize: should be a whole number, and is a text/ },
    ])
    .run(({ assert }, { change, found }) => {
      const findings = change ? wrong(change) : readMapping('{').findings.map(({ path, sentence }) => `${path}: ${sentence}`)
      assert.isTrue(findings.some((one) => found.test(change ? one : one.slice(2))), findings.join('\n'))
    })
})
