import { test } from '@japa/runner'
import { readObjectXml, writeObjectXml } from '#erp/connectors/sage_x3/object_xml'
import { X3_DIALECT } from '#erp/connectors/sage_x3/x3_dialect'

test.group('The XML of X3 objects', () => {
  test('blocks, tables, lists of values and lines without a table are read', ({ assert }) => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?><RESULT>
      <GRP ID="SIH0_1"><FLD NAME="NUM" TYPE="Char">S &amp; 1</FLD><FLD NAME="STA" MENULAB="Posted" MENULOCAL="414" TYPE="Integer">3</FLD><FLD NAME="REF"/></GRP>
      <GRP ID="SIH1_1"><LST NAME="DES" SIZE="2" TYPE="Char"><ITM>one</ITM><ITM/></LST></GRP>
      <TAB DIM="200" ID="SIH4_1" SIZE="1"><LIN NUM="1"><FLD NAME="QTY" TYPE="Decimal">1.50</FLD></LIN></TAB></RESULT>`

    assert.deepEqual(readObjectXml(xml), {
      fields: { NUM: 'S & 1', STA: '3', REF: '', DES: ['one', ''] },
      rows: [],
      blocks: { SIH0_1: { NUM: 'S & 1', STA: '3', REF: '' }, SIH1_1: { DES: ['one', ''] }, SIH4_1: [{ QTY: '1.50' }] },
    })
    assert.deepEqual(readObjectXml('<RESULT DIM="9" SIZE="1"><LIN NUM="1"><FLD NAME="BPCNUM">C1</FLD></LIN></RESULT>').rows, [{ BPCNUM: 'C1' }])
  })

  test('what is empty is an object without fields, and what is no XML is refused', ({ assert }) => {
    assert.deepEqual(readObjectXml('<RESULT/>'), { fields: {}, rows: [], blocks: {} })
    for (const xml of ['', '<RESULT>', 'Maintenance']) assert.throws(() => readObjectXml(xml))
  })

  test('blocks and tables are written; what is nothing is left out', ({ assert }) => {
    const xml = writeObjectXml({ SIH0_1: { NUM: 'A & <B>', CUR: null }, SIH1_1: { PTE: undefined }, SIH4_1: [{ QTY: 1 }, { QTY: 2 }] })

    assert.equal(
      xml,
      '<PARAM><GRP ID="SIH0_1"><FLD NAME="NUM">A &amp; &lt;B&gt;</FLD></GRP><TAB ID="SIH4_1" SIZE="2"><LIN NUM="1"><FLD NAME="QTY">1</FLD></LIN><LIN NUM="2"><FLD NAME="QTY">2</FLD></LIN></TAB></PARAM>'
    )
    assert.deepEqual(readObjectXml(xml).blocks, { SIH0_1: { NUM: 'A & <B>' }, SIH4_1: [{ QTY: '1' }, { QTY: '2' }] })
  })

  test('an answer tells its status and why nothing was done, however its messages are wrapped', ({ assert }) => {
    const error = { type: '3', message: 'C1: customer does not exist' }
    const warning = { type: '1', message: 'Credit is low' }
    for (const messages of [error, [warning, error], { messages: [warning, error] }, { messages: { item: error } }]) {
      assert.containSubset(X3_DIALECT.read({ saveReturn: { messages, resultXml: null, status: '0' } }), { status: '0', errors: 'C1: customer does not exist', rows: [] })
    }
    assert.isUndefined(X3_DIALECT.read({ html: {} }))
    assert.isUndefined(X3_DIALECT.read({ readReturn: { status: '1', resultXml: '<RESULT>' } }))
  })

  test('keys travel as a list of pairs, objects and input as XML', ({ assert }) => {
    assert.deepEqual(X3_DIALECT.write({ publicName: 'BPC', keys: { BPCNUM: 'C1' }, input: { GRP1: { I_NUM: 'S1' } } }), {
      publicName: 'BPC',
      objectKeys: { attributes: { 'soapenc:arrayType': 'wss:CAdxParamKeyValue[1]' }, item: [{ key: 'BPCNUM', value: 'C1' }] },
      inputXml: '<PARAM><GRP ID="GRP1"><FLD NAME="I_NUM">S1</FLD></GRP></PARAM>',
    })
  })
})
