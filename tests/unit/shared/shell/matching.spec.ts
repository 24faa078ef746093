import { test } from '@japa/runner'
import { matches } from '#shared/shell/matching'

test.group('Typing in the palette', () => {
  test('beginnings of words find a label, whatever the accents', ({ assert }) => {
    assert.isTrue(matches('Nueva sincronización', 'sinc nue'))
    assert.isTrue(matches('Poziții de facturat', 'pozitii'))
    assert.isTrue(matches('Invoices', ''))
    assert.isFalse(matches('Invoices', 'voices'))
  })
})
