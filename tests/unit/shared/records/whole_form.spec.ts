import { test } from '@japa/runner'
import { validatorOf, wholeForm } from '#shared/records/validator'
import { GADGET } from '#tests/support/gadgets'

const read = async (sent: object) => wholeForm(GADGET, await validatorOf(GADGET).validate({ name: 'Bell', status: 'fresh', ...sent }))

test.group('A form that was sent whole', () => {
  test('says no for a box that is not ticked, and yes for one that is', async ({ assert }) => {
    assert.isFalse((await read({})).is_loud)
    assert.isTrue((await read({ is_loud: '1' })).is_loud)
  })

  test('says nothing of other fields that were not sent', async ({ assert }) => {
    assert.notProperty(await read({}), 'stock')
  })
})
