import fc from 'fast-check'
import { test } from '@japa/runner'
import { companyValues, COMPANY_FIELDS, ERP_OWNS_ALL, FIELD_POLICIES, type CompanyValues, type Policies } from '#crm/rules/field_groups'
import { mergedField, mergedRecord, type MergeOutcome } from '#crm/rules/field_merge'

const EARLY = '2026-11-22T08:00:00Z'
const LATE = '2026-11-22T09:00:00Z'
const NOBODY_KNOWS = { ours: null, theirs: null }
const all = (policy: Policies['name']): Policies => ({ name: policy, tax_id: policy, contact_data: policy, language: policy, address: policy })
const valued = (more: Partial<CompanyValues>) => companyValues({ name: 'Talleres Núñez', ...more })

/** The table of docs/erp/bindings.md: who changed the field, and what comes of it under each policy. */
const TABLE: { changed: string; sides: [string, string, string]; outcomes: Record<Policies['name'], MergeOutcome> }[] = [
  { changed: 'only we', sides: ['A', 'B', 'A'], outcomes: { erp_wins: 'take_theirs', app_wins: 'send_ours', newest_with_version: 'send_ours', ask: 'send_ours' } },
  { changed: 'only they', sides: ['A', 'A', 'C'], outcomes: { erp_wins: 'take_theirs', app_wins: 'send_ours', newest_with_version: 'take_theirs', ask: 'take_theirs' } },
  { changed: 'both, to the same', sides: ['A', 'B', 'B'], outcomes: { erp_wins: 'agreed', app_wins: 'agreed', newest_with_version: 'agreed', ask: 'agreed' } },
  { changed: 'both, differently', sides: ['A', 'B', 'C'], outcomes: { erp_wins: 'take_theirs', app_wins: 'send_ours', newest_with_version: 'conflict', ask: 'conflict' } },
  { changed: 'nobody', sides: ['A', 'A', 'A'], outcomes: { erp_wins: 'agreed', app_wins: 'agreed', newest_with_version: 'agreed', ask: 'agreed' } },
]

const cases = TABLE.flatMap(({ changed, sides, outcomes }) =>
  FIELD_POLICIES.map((policy) => ({ policy, changed, sides, outcome: outcomes[policy] }))
)

test.group('A field that both sides may write', () => {
  test('under {policy}, when it was changed by {changed}: {outcome}')
    .with(cases)
    .run(({ assert }, { policy, sides: [base, ours, theirs], outcome }) => {
      assert.equal(mergedField(policy, { base, ours, theirs }, NOBODY_KNOWS).outcome, outcome)
    })

  test('the newer of two changes holds where both times are known', ({ assert }) => {
    const sides = { base: 'A', ours: 'B', theirs: 'C' }

    assert.equal(mergedField('newest_with_version', sides, { ours: LATE, theirs: EARLY }).outcome, 'send_ours')
    assert.equal(mergedField('newest_with_version', sides, { ours: EARLY, theirs: LATE }).outcome, 'take_theirs')
    assert.equal(mergedField('newest_with_version', sides, { ours: EARLY, theirs: EARLY }).outcome, 'conflict')
    assert.equal(mergedField('newest_with_version', sides, { ours: EARLY, theirs: null }).outcome, 'conflict')
  })

  test('two different changes are always told, whatever the policy makes of them', ({ assert }) => {
    const value = fc.option(fc.constantFrom('A', 'B', 'C'), { nil: null })
    fc.assert(
      fc.property(fc.constantFrom(...FIELD_POLICIES), value, value, value, (policy, base, ours, theirs) => {
        const { outcome, isTwoSided } = mergedField(policy, { base, ours, theirs }, NOBODY_KNOWS)
        assert.equal(isTwoSided, ours !== theirs && ours !== base && theirs !== base)
        if (ours === theirs) assert.equal(outcome, 'agreed')
      })
    )
  })
})

test.group('A company that both sides may write', () => {
  test('follows the ERP where nothing of ours has departed', ({ assert }) => {
    const merged = mergedRecord(all('ask'), valued({ email: 'a@example.com' }), valued({ email: 'b@example.com' }), null, null)

    assert.equal(merged.values.email, 'b@example.com')
    assert.deepEqual(merged.base, {})
    assert.deepEqual(merged.toSend, [])
  })

  test('keeps fields apart: ours goes out, theirs comes in, the third is asked for', ({ assert }) => {
    const binding = { base: { email: 'a', phone: '1' }, edited: {}, written: {} }
    const merged = mergedRecord(all('ask'), valued({ email: 'b', phone: '2', city: 'Haro' }), valued({ email: 'a', phone: '3', city: 'Lugo' }), binding, null)

    assert.deepEqual(merged.toSend, ['email'])
    assert.deepEqual(merged.conflicts, ['phone'])
    assert.include(merged.values, { email: 'b', phone: '2', city: 'Lugo' })
    assert.deepEqual(merged.base, { email: 'a', phone: '1' })
  })

  test('what we wrote and read back is not a change of theirs', ({ assert }) => {
    const binding = { base: { email: 'a' }, edited: {}, written: { email: 'b' } }
    const merged = mergedRecord(all('ask'), valued({ email: 'c' }), valued({ email: 'b' }), binding, null)

    assert.deepEqual(merged.conflicts, [])
    assert.deepEqual(merged.toSend, ['email'])
    assert.deepEqual(merged.base, { email: 'b' })
    assert.deepEqual(merged.written, {})
  })

  test('what we wrote and have not read back yet stays known as ours', ({ assert }) => {
    const binding = { base: { email: 'a' }, edited: {}, written: { email: 'b' } }
    const merged = mergedRecord(all('ask'), valued({ email: 'b' }), valued({ email: 'a' }), binding, null)

    assert.deepEqual(merged.written, { email: 'b' })
  })

  test('merged again with nothing new, it stays as it is', ({ assert }) => {
    const value = fc.option(fc.constantFrom('A', 'B', 'C'), { nil: null })
    const record = fc.record(Object.fromEntries(COMPANY_FIELDS.map((field) => [field, value])))
    fc.assert(
      fc.property(fc.constantFrom(...FIELD_POLICIES), record, record, record, (policy, base, ours, theirs) => {
        const policies = all(policy)
        const first = mergedRecord(policies, ours as CompanyValues, theirs as CompanyValues, { base, edited: {}, written: {} }, null)
        const second = mergedRecord(policies, first.values, theirs as CompanyValues, { base: first.base, edited: {}, written: first.written }, null)
        assert.deepEqual(second.values, first.values)
        assert.sameMembers(second.conflicts, first.conflicts)
        assert.sameMembers(second.toSend, first.toSend)
      })
    )
  })

  test('what the ERP owns is taken as it comes', ({ assert }) => {
    const merged = mergedRecord(ERP_OWNS_ALL, valued({ city: 'Haro' }), valued({ city: 'Lugo' }), null, null)
    assert.equal(merged.values.city, 'Lugo')
  })
})
