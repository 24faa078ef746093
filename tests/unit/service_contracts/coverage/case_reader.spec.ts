import { test } from '@japa/runner'
import { contract, line, read, request, rule } from '#tests/support/coverage_world'

const refusals: [string, Record<string, unknown>, string][] = [
  ['no currency', request([], [], { currency: undefined }), 'currency must be text'],
  ['a currency that does not exist', request([], [], { currency: 'EUX' }), 'currency must be an ISO 4217 currency'],
  ['a misspelt field', request([], [], { custommer: 'A' }), 'custommer is not known here'],
  ['a misspelt field of a limit', request([contract('A', { limits: [{ id: 'l', per: 'event', amuont: '1' }] })], []), 'contracts[0].limits[0].amuont is not known'],
  ['an instant without its offset', request([], [], { requestedAt: '2026-06-15T08:30:00' }), 'requestedAt must be an instant'],
  ['a day that does not exist', request([contract('A', { start: '2026-02-30' })], []), 'contracts[0].start must be a day'],
  ['an end before the start', request([contract('A', { end: '2025-01-01' })], []), 'contracts[0].end must not come before the start'],
  ['an amount finer than the currency', request([], [line('1', '1.005')]), 'lines[0].amount must be a decimal number with at most 2 decimals'],
  ['a negative amount', request([], [line('1', '-1')]), 'lines[0].amount must not be negative'],
  ['no quantity', request([], [line('1', '1', { quantity: '0.0' })]), 'lines[0].quantity must be greater than zero'],
  ['a percentage above 100', request([contract('A', { rules: [rule('R', {}, { percent: '100.01' })] })], []), 'categories[0].percent must be at most 100'],
  ['a limit of both kinds', request([contract('A', { limits: [{ id: 'l', per: 'event', amount: '1', quantity: '1' }] })], []), 'limits[0].amount must be given, or the quantity instead, not both'],
  ['a limit of neither kind', request([contract('A', { limits: [{ id: 'l', per: 'event' }] })], []), 'limits[0].amount must be given'],
  ['limits on a warranty', request([contract('A', { class: 'warranty', limits: [{ id: 'l', per: 'event', amount: '1' }] })], []), 'contracts[0].limits must be empty: a warranty'],
  ['two contracts with one id', request([contract('A'), contract('A')], []), 'contracts[1].id must be unique'],
  ['hours nobody described', request([contract('A', { rules: [rule('R', {}, { hours: 'night' })] })], []), 'rules[0].categories[0].hours must name one of the calendars'],
  ['hours that are none', request([], [], { calendars: [{ id: 'c', week: { 1: ['18:00-08:00'] } }] }), 'calendars[0].week.1[0] must be a range of hours'],
  ['a zone that does not exist', request([contract('A', { timeZone: 'Europe/Atlantis' })], []), 'contracts[0].timeZone must be a time zone'],
  ['an item nobody described', request([], [line('1', '1', { item: 'X' })]), 'lines[0].item must name one of the items, not "X"'],
  ['an item scope with item and serial', request([contract('A', { items: [{ kind: 'item', item: 'a', serial: 'b' }] })], []), 'items[0].item must be given, or the serial instead'],
  ['a points contract without points', request([contract('A', { class: 'points' })], []), 'contracts[0].points must be given'],
  ['a class asked twice', request([], [], { policy: { classOrder: ['points', 'points'] } }), 'policy.classOrder[1] must be one of'],
]

test.group('Reading a coverage case', () => {
  for (const [title, input, message] of refusals) {
    test(`refuses ${title}, naming the field`, ({ assert }) => {
      assert.throws(() => read(input), new RegExp(message.replace(/[[\].*()]/g, '\\$&')))
    })
  }

  test('fills in what is usual', ({ assert }) => {
    const { contracts, lines, policy } = read(request([contract('A', { skills: undefined })], [line('1', '1')]))
    assert.containSubset(contracts[0], { status: 'active', currency: 'EUR', timeZone: 'UTC', skills: [], referenceDate: 'request', waitingDays: 0 })
    assert.containSubset(lines[0], { item: 'PUMP-1', quantity: '1' })
    assert.deepEqual(policy.classOrder, ['warranty', 'maintenance', 'points', 'billable'])
  })
})
