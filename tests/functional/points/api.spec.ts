import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import User from '#identity/models/user'
import PointWorld from '#tests/support/point_world'
import { personWhoMay } from '#tests/support/people'

test.group('Points in the API', (group) => {
  let world: PointWorld
  let token: string
  let address: string

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => limiter.clear())
  group.each.setup(async () => {
    world = await PointWorld.build()
    await world.open('lot', 20)
    const program = await personWhoMay({ 'point_account.view': 'all', 'point_ledger.consume': 'all', 'point_ledger.reverse': 'all' })
    token = (await User.accessTokens.create(program, ['read', 'write'])).value!.release()
    address = `/api/v1/point-accounts/${world.accountId}`
  })

  test('are used up once for each reference, however often the call is made', async ({ assert, client }) => {
    const call = () => client.post(`${address}/consumptions`).bearerToken(token).json({ reference: 'job-77', points: '7.5', reason: 'Visit' })
    const [first, again] = [await call(), await call()]
    first.assertStatus(201)
    assert.containSubset(first.body().data, { reference: 'job-77', outcome: 'booked', points: '-7.5', balance: '12.5' })
    again.assertStatus(200)
    assert.containSubset(again.body().data, { no: first.body().data.no, outcome: 'repeated', balance: '12.5' })
    const other = await client.post(`${address}/consumptions`).bearerToken(token).json({ reference: 'job-77', points: '8' })
    other.assertStatus(422)
    other.assertBodyContains({ errors: [{ code: 'E_POINTS_REFUSED' }] })
    assert.equal(await world.balance(), 12.5)
  })

  test('are priced by the debit rules where the call says what was done, and given back by reference', async ({ assert, client }) => {
    await world.rule({ name: 'Every visit', points: '3' })
    const used = await client.post(`${address}/consumptions`).bearerToken(token).json({ reference: 'job-78', request: 'R-1' })
    assert.equal(used.body().data.points, '-3')
    const back = await client.post(`${address}/reversals`).bearerToken(token).json({ reference: 'back-78', of: 'job-78', points: '1', reason: 'Not our fault' })
    back.assertStatus(201)
    assert.equal(back.body().data.balance, '18')
  })

  test('that are not there, or told in two ways, are refused with a code and a sentence', async ({ assert, client }) => {
    const many = await client.post(`${address}/consumptions`).bearerToken(token).json({ reference: 'a', points: '21' })
    many.assertStatus(422)
    assert.include(many.body().errors[0].message, '21 points are needed and 20 can be used')
    const both = await client.post(`${address}/consumptions`).bearerToken(token).json({ reference: 'b', points: '1', lines: [] })
    both.assertBodyContains({ errors: [{ code: 'E_POINTS_OR_WORK', field: 'points' }] })
    const none = await client.post(`${address}/consumptions`).bearerToken(token).json({ points: '-1' })
    none.assertBodyContains({ errors: [{ field: 'reference' }, { field: 'points' }] })
    const unknown = await client.post(`${address}/reversals`).bearerToken(token).json({ reference: 'c', of: 'nobody', reason: 'Why not' })
    unknown.assertStatus(422)
    assert.equal(await world.balance(), 20)
  })
})
