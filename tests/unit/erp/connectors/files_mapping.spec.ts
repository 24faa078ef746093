import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import { LOCAL_FILES } from '#erp/connectors/files/files_language'
import { readFilesMapping } from '#erp/connectors/files/files_mapping_check'
import { FILES_SCHEMA } from '#erp/connectors/files/files_mapping_schema'
import { encoded } from '#erp/connectors/files/text_encoding'

const wrong = (change: (mapping: any) => void) => {
  const mapping = JSON.parse(LOCAL_FILES.language.presets.one_folder)
  change(mapping)
  return readFilesMapping(JSON.stringify(mapping)).findings.map(({ path, sentence }) => `${path}: ${sentence}`)
}

test.group('The check of a mapping of files', () => {
  test('the published schema is the one that is checked', ({ assert }) => {
    const published = readFileSync(new URL('../../../../docs/erp/files.schema.json', import.meta.url), 'utf8')
    assert.deepEqual(JSON.parse(published), JSON.parse(JSON.stringify(FILES_SCHEMA)))
  })

  test('{title}')
    .with([
      { title: 'the mapping of the house is right', change: () => {}, found: null },
      { title: 'a path in a pattern is refused', change: (m: any) => (m.entities.customer.files = '../*.csv'), found: /^entities\.customer\.files: does not match/ },
      { title: 'a folder elsewhere is refused', change: (m: any) => (m.folders = { in: '../../etc' }), found: /^folders\.in: does not match/ },
      { title: 'an encoding nobody knows is named', change: (m: any) => (m.format.encoding = 'klingon'), found: /^format: There is no encoding "klingon"/ },
      { title: 'two invoices may not share a file', change: (m: any) => (m.invoices.file.name = '{invoice.customerId}.csv'), found: /^invoices\.file\.name: The name of the file must contain \{reference\}/ },
      { title: 'a file in another folder is refused', change: (m: any) => (m.invoices.file.name = 'x/{reference}.csv'), found: /^invoices\.file\.name: The name of the file must not contain a path/ },
      { title: 'an answer without a total is named', change: (m: any) => delete m.invoices.answers.fields.totalCents, found: /^invoices\.answers\.fields\.(totalCents|openCents): This field is needed/ },
      { title: 'a key may be no expression', change: (m: any) => (m.entities.order.parts = { x: { files: 'x.csv', parent: { jsonata: 'a' } } }), found: /^entities\.order\.parts\.x\.parent: An expression may stand only/ },
      { title: 'a zone that is none is named', change: (m: any) => (m.company.timeZone = 'Mars'), found: /^company\.timeZone: "Mars" is not a time zone/ },
    ])
    .run(({ assert }, { change, found }) => {
      const findings = wrong(change)
      if (found) assert.isTrue(findings.some((one) => found.test(one)), findings.join('\n'))
      else assert.deepEqual(findings, [])
    })

  test('letters are written in the page of the encoding, and those it lacks as question marks', ({ assert }) => {
    assert.deepEqual([...encoded('ñ€ș', 'windows-1252')], [0xf1, 0x80, 0x3f])
    assert.deepEqual([...encoded('ñ', 'iso-8859-15')], [0xf1])
    assert.equal(encoded('ș', 'utf-8').toString('utf8'), 'ș')
  })
})
