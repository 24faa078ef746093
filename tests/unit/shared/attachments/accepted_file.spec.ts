import { test } from '@japa/runner'
import { mediaTypeOf } from '#shared/attachments/media_type'
import { keptName } from '#shared/attachments/rules/accepted_file'

const PDF = Buffer.from('%PDF-1.7\n%%EOF')
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex')

test.group('Files that are kept', () => {
  test('a file is what it holds, whatever its name says', async ({ assert }) => {
    assert.equal(await mediaTypeOf(PDF), 'application/pdf')
    assert.equal(await mediaTypeOf(PNG), 'image/png')
    assert.equal(await mediaTypeOf(Buffer.from('Acordat, semnat în două exemplare.')), 'text/plain')
    assert.isNull(await mediaTypeOf(Buffer.from([1, 2, 0, 3, 255])))
  })

  test('a name loses its path and what no file system takes, and ends as the file is')
    .with([
      ['contract.pdf', 'application/pdf', 'contract.pdf'],
      ['../../etc/passwd', 'text/plain', 'passwd.txt'],
      ['C:\\temp\\Contrato nº 5.exe', 'application/pdf', 'Contrato nº 5.pdf'],
      ['a\u0000b\n:c.png', 'image/png', 'a b c.png'],
      ['.pdf', 'application/pdf', 'file.pdf'],
      ['x'.repeat(400), 'text/plain', `${'x'.repeat(150)}.txt`],
    ])
    .run(({ assert }, [sent, mediaType, kept]) => assert.equal(keptName(sent, mediaType), kept))
})
