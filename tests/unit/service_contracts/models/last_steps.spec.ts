import { test } from '@japa/runner'
import { lastObstaclesOf, type LastStanding } from '#service_contracts/rules/signing/last_steps'

const standing = (more: Partial<LastStanding>): LastStanding => ({ status: 'draft', isBeingApproved: false, holdsPoints: false, isUnbilled: false, alertCount: 0, ...more })

const TABLE: [string, Partial<LastStanding>, object][] = [
  ['a draft', {}, { cancel: [], close: ['not_ended'], reopen: ['not_closed'] }],
  ['a draft under approval', { isBeingApproved: true }, { cancel: ['approval_open'], close: ['not_ended'], reopen: ['not_closed'] }],
  ['a draft that tokens gave points', { holdsPoints: true }, { cancel: ['points_held'], close: ['not_ended'], reopen: ['not_closed'] }],
  ['a contract in force', { status: 'active', holdsPoints: true }, { cancel: ['not_draft'], close: ['not_ended'], reopen: ['not_closed'] }],
  ['one that has ended', { status: 'ended', holdsPoints: true }, { cancel: ['not_draft'], close: [], reopen: ['not_closed'] }],
  ['one that has ended and is not settled', { status: 'ended', isUnbilled: true, alertCount: 2 }, { cancel: ['not_draft'], close: ['to_be_billed', 'alerts_open'], reopen: ['not_closed'] }],
  ['a closed one', { status: 'closed' }, { cancel: ['not_draft'], close: ['not_ended'], reopen: [] }],
  ['a cancelled one', { status: 'cancelled' }, { cancel: ['not_draft'], close: ['not_ended'], reopen: ['not_closed'] }],
]

test.group('The last steps of a contract', () => {
  for (const [what, more, expected] of TABLE) {
    test(`of ${what} are possible, or say why not`, ({ assert }) => assert.deepEqual(lastObstaclesOf(standing(more)), expected))
  }
})
