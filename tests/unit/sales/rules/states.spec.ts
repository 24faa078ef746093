import { test } from '@japa/runner'
import { calendarDate } from '#shared/calendar/calendar_date'
import { isExpired, isRevisable, movedOffer, offerMovesFrom, type OfferStatus } from '#sales/rules/offer_status'
import { isOverdue, movedOpportunity, opportunityMovesFrom, weightOf } from '#sales/rules/opportunity_status'

const today = calendarDate('2026-11-23')
const offer = (status: OfferStatus, validUntil = '2026-12-01') => ({ status, validUntil })

test.group('The way of an offer', () => {
  test('a draft is sent, a sent one is answered, and an answer can be taken back', ({ assert }) => {
    assert.deepEqual(offerMovesFrom(offer('draft'), today), ['send'])
    assert.deepEqual(offerMovesFrom(offer('sent'), today), ['accept', 'reject'])
    assert.deepEqual(offerMovesFrom(offer('rejected'), today), ['reopen'])
    assert.deepEqual(offerMovesFrom(offer('accepted'), today), ['take_back'])
    assert.deepEqual(offerMovesFrom(offer('replaced'), today), [])
  })

  test('a draft cannot be accepted, and what was accepted cannot be sent again', ({ assert }) => {
    assert.isNull(movedOffer('draft', 'accept'))
    assert.isNull(movedOffer('accepted', 'send'))
    assert.equal(movedOffer('rejected', 'reopen'), 'sent')
    assert.equal(movedOffer('accepted', 'take_back'), 'sent')
    assert.isNull(movedOffer('rejected', 'take_back'))
  })

  test('it expires after its last day, not on it, and only while it waits for an answer', ({ assert }) => {
    assert.isFalse(isExpired(offer('sent', '2026-11-23'), today))
    assert.isTrue(isExpired(offer('sent', '2026-11-22'), today))
    assert.isFalse(isExpired(offer('accepted', '2026-11-22'), today))
    assert.deepEqual(offerMovesFrom(offer('sent', '2026-11-22'), today), ['reject'])
  })

  test('what was sent or rejected is revised', ({ assert }) => {
    assert.deepEqual((['draft', 'sent', 'accepted', 'rejected', 'replaced'] as const).filter(isRevisable), ['sent', 'rejected'])
  })
})

test.group('The way of an opportunity', () => {
  test('an open one is won or lost, and a closed one may be opened again', ({ assert }) => {
    assert.deepEqual(opportunityMovesFrom('open'), ['win', 'lose'])
    assert.deepEqual(opportunityMovesFrom('won'), ['reopen'])
    assert.isNull(movedOpportunity('lost', 'win'))
  })

  test('weighs its probability while open, all once won, nothing once lost', ({ assert }) => {
    assert.equal(weightOf('open', 10_000, 30), 3_000)
    assert.equal(weightOf('won', 10_000, 30), 10_000)
    assert.equal(weightOf('lost', 10_000, 30), 0)
  })

  test('should be closed from the day after the one it was expected on', ({ assert }) => {
    assert.isFalse(isOverdue({ status: 'open', closesOn: '2026-11-23' }, today))
    assert.isTrue(isOverdue({ status: 'open', closesOn: '2026-11-22' }, today))
    assert.isFalse(isOverdue({ status: 'won', closesOn: '2026-11-22' }, today))
  })
})
