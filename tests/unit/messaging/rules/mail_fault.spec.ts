import { test } from '@japa/runner'
import { mailFault } from '#messaging/rules/mail_fault'

test.group('Mail fault', () => {
  test('a final reply is refused, a passing one is tried again, a refused login waits', ({ assert }) => {
    const outcome = (fault: object) => mailFault(Object.assign(new Error('said'), fault)).outcome

    assert.equal(outcome({ responseCode: 550 }), 'refused')
    assert.equal(outcome({ cause: { responseCode: 550, message: 'no such user' } }), 'refused')
    assert.equal(outcome({ responseCode: 451 }), 'unavailable')
    assert.equal(outcome({ code: 'ECONNECTION' }), 'unavailable')
    assert.equal(outcome({ code: 'EAUTH', responseCode: 535 }), 'blocked')
  })
})
