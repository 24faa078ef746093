import { test } from '@japa/runner'
import { calendarDate } from '#shared/calendar/calendar_date'
import { joinedStretches, stretchesOf, stretchOn, type CoverStretch } from '#service_contracts/rules/coverage/cover_history'

const day = calendarDate
const cover = (id: string) => ({ id, number: id, class: 'maintenance', isDirect: true, level: 6 })
const stretch = (from: string, to: string | null, ...ids: string[]): CoverStretch => ({ from: day(from), to: to && day(to), companyId: 1, covers: ids.map(cover) }) as CoverStretch

test.group('The coverage history of an item', () => {
  test('begins anew on every day on which something may change', ({ assert }) => {
    const days = [day('2026-03-01'), day('2026-03-01'), day('2025-01-01'), day('2026-06-01'), day('2027-01-01')]

    assert.deepEqual(stretchesOf(day('2026-01-01'), day('2026-06-01'), days), [
      { from: day('2026-01-01'), to: day('2026-03-01') },
      { from: day('2026-03-01'), to: day('2026-06-01') },
    ])
  })

  test('joins what did not change and shows a gap as one', ({ assert }) => {
    const joined = joinedStretches([stretch('2026-01-01', '2026-02-01', 'A'), stretch('2026-02-01', '2026-03-01', 'A'), stretch('2026-03-01', '2026-04-01'), stretch('2026-04-01', null, 'A')])

    assert.deepEqual(joined.map(({ from, to, covers }) => [from, to, covers.length]), [
      ['2026-01-01', '2026-03-01', 1],
      ['2026-03-01', '2026-04-01', 0],
      ['2026-04-01', null, 1],
    ])
    assert.equal(stretchOn(joined, day('2026-02-28'))!.covers[0].id, 'A')
    assert.isNull(stretchOn(joined, day('2025-12-31')))
  })
})
