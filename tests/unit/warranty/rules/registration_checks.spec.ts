import { test } from '@japa/runner'
import { calendarDate } from '#shared/calendar/calendar_date'
import { gravest, outcomesOf, USUAL_OUTCOMES } from '#warranty/rules/check_policy'
import { customerKey, isSameCustomer } from '#warranty/rules/end_customer'
import { namesAgree } from '#warranty/rules/names'
import { findingsOf, type CheckedRegistration, type KnownItem } from '#warranty/rules/registration_checks'
import { decided } from '#warranty/rules/registration_status'

const day = calendarDate
const DEALER = { id: 10, name: 'Hogar Feliz S.L.' }
const item = (more: Partial<KnownItem> = {}): KnownItem => ({ productId: 5, product: 'Boiler', status: 'delivered', wasShipped: true, shippedOn: day('2026-03-01'), shippedTo: DEALER, ...more })
const asked = (more: Partial<CheckedRegistration> = {}): CheckedRegistration => ({
  productId: 5,
  serial: 'B-1',
  purchasedOn: day('2026-03-10'),
  receivedOn: day('2026-03-20'),
  dealer: { id: 10, name: null },
  companyId: null,
  items: [item()],
  holder: null,
  schemes: [],
  deadlineDays: 30,
  ...more,
})

const CASES: [string, Partial<CheckedRegistration>, string[]][] = [
  ['all is as it should be', {}, []],
  ['nobody knows the serial number', { items: [] }, ['SERIAL_UNKNOWN']],
  ['the serial number is another product', { items: [item({ productId: 6 })] }, ['SERIAL_PRODUCT_MISMATCH']],
  ['two products have the serial number, one of them this', { items: [item({ productId: 6 }), item()] }, []],
  ['only a person entered the item', { items: [item({ wasShipped: false })] }, ['NOT_SHIPPED']],
  ['the item came back to us', { items: [item({ status: 'returned' })] }, ['NOT_SHIPPED']],
  ['the item was exchanged', { items: [item({ status: 'exchanged' })] }, ['NOT_SHIPPED']],
  ['the dealer resold the item', { items: [item({ status: 'resold' })] }, []],
  ['the item was scrapped', { items: [item({ status: 'scrapped' })] }, ['STOLEN_OR_SCRAPPED']],
  ['the item was lost', { items: [item({ status: 'lost' })] }, ['STOLEN_OR_SCRAPPED']],
  ['another dealer is named', { dealer: { id: 11, name: null } }, ['SHIPPED_TO_OTHER_DEALER']],
  ['no dealer is named', { dealer: { id: null, name: null } }, []],
  ['the dealer is named in other words', { dealer: { id: null, name: 'hogar feliz' } }, []],
  ['a stranger is named as dealer', { dealer: { id: null, name: 'Casa Triste' } }, ['SHIPPED_TO_OTHER_DEALER']],
  ['we sold it to the customer directly', { companyId: 10, dealer: { id: 11, name: null } }, []],
  ['it was bought on the day of the shipment', { purchasedOn: day('2026-03-01') }, []],
  ['it was bought a day before the shipment', { purchasedOn: day('2026-02-28') }, ['BEFORE_SHIPMENT']],
  ['it is registered on the last day', { receivedOn: day('2026-04-09') }, []],
  ['it is registered a day late', { receivedOn: day('2026-04-10') }, ['AFTER_DEADLINE']],
  ['there is no deadline', { receivedOn: day('2028-01-01'), deadlineDays: null }, []],
  ['somebody else has registered it', { holder: { number: 'W-1' } }, ['ALREADY_REGISTERED']],
  ['the check digit is wrong', { serial: '79927398714', schemes: [{ productId: null, pattern: null, scheme: 'luhn' }] }, ['CHECK_DIGIT']],
  ['several things are wrong', { holder: { number: 'W-1' }, dealer: { id: 11, name: null }, receivedOn: day('2027-01-01') }, ['SHIPPED_TO_OTHER_DEALER', 'ALREADY_REGISTERED', 'AFTER_DEADLINE']],
]

test.group('Checks of a registration', () => {
  test('{0}')
    .with(CASES.map(([name, more, found]) => ({ 0: name, more, found })))
    .run(({ assert }, { more, found }) => {
      assert.deepEqual(findingsOf(asked(more)).map(({ check }) => check), found as never)
    })

  test('no finding says anything about another customer or dealer', ({ assert }) => {
    const found = findingsOf(asked({ holder: { number: 'W-1' }, dealer: { id: 11, name: 'Casa Triste' } }))
    assert.notInclude(JSON.stringify(found), 'W-1')
    assert.notInclude(JSON.stringify(found), 'Hogar')
  })

  test('of several outcomes the gravest decides, and an item never changes hands by itself', ({ assert }) => {
    assert.equal(gravest([]), 'accept')
    assert.equal(gravest(['reserve', 'refuse', 'review']), 'refuse')
    assert.equal(gravest(['reserve', 'accept']), 'reserve')
    assert.deepEqual(outcomesOf('ALREADY_REGISTERED'), ['review', 'refuse'])
    assert.equal(USUAL_OUTCOMES.ALREADY_REGISTERED, 'review')
  })

  test('what was decided can only move on', ({ assert }) => {
    assert.equal(decided('to_review', 'accept'), 'accepted')
    assert.equal(decided('reserved', 'accept'), 'accepted')
    assert.equal(decided('accepted', 'withdraw'), 'withdrawn')
    assert.equal(decided('refused', 'accept'), 'accepted')
    assert.isNull(decided('accepted', 'refuse'))
    assert.isNull(decided('transferred', 'accept'))
    assert.isNull(decided('withdrawn', 'accept'))
  })
})

test.group('Who the end customer is', () => {
  const nobody = { name: null, taxId: null, email: null, postalCode: null }

  test('a customer is recognised by tax number, e-mail, or name and postal code', ({ assert }) => {
    assert.equal(customerKey({ ...nobody, taxId: 'ES B-12.345.678', email: 'a@b.example' }), 'tax:B12345678')
    assert.equal(customerKey({ ...nobody, email: ' Ana@B.example ' }), 'mail:ana@b.example')
    assert.equal(customerKey({ ...nobody, name: 'Ána  PÉREZ', postalCode: '25 001' }), 'name:ana perez|25001')
    assert.isNull(customerKey(nobody))
    const key = 'mail:ana@b.example'
    assert.isTrue(isSameCustomer({ companyId: null, key }, { companyId: 4, key }))
    assert.isFalse(isSameCustomer({ companyId: 3, key }, { companyId: 4, key }))
    assert.isFalse(isSameCustomer({ companyId: null, key: null }, { companyId: null, key: null }))
  })

  test('names agree whatever their legal form, accents and capitals', ({ assert }) => {
    assert.isTrue(namesAgree('HOGAR FELÍZ', 'Hogar Feliz, S.L.'))
    assert.isFalse(namesAgree('Hogar Triste', 'Hogar Feliz S.L.'))
    assert.isFalse(namesAgree('S.L.', 'Hogar Feliz S.L.'))
  })
})
