import fc from 'fast-check'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { Actor } from '#shared/actor'
import { addDays, calendarDate } from '#shared/calendar/calendar_date'
import { DomainError } from '#shared/errors/domain_error'
import SaveRecord from '#shared/records/actions/save_record'
import RecordHandEntry from '#installed_base/actions/record_hand_entry'
import ReplayInstalledBase from '#installed_base/actions/replay_installed_base'
import ReverseEntry from '#installed_base/actions/reverse_entry'
import { INSTALLED_ITEM } from '#installed_base/records/installed_item'
import { ENTRY_KINDS } from '#installed_base/rules/hand_entry'
import BaseWorld from '#tests/support/installed_base/base_world'
import { actorFor, personWithRole } from '#tests/support/people'

const TODAY = calendarDate('2026-06-30')
const anyDay = fc.integer({ min: 0, max: 9 }).map((days) => addDays(calendarDate('2026-01-10'), days))
const anyLine = fc.constantFrom<{ product?: string; serials?: string[]; quantity?: string; lots?: Record<string, string> }>(
  { serials: ['S'] },
  { serials: ['T'] },
  { serials: ['S', 'U'] },
  { product: 'filter', quantity: '3' },
  { product: 'filter', quantity: '1.5', lots: { K: '1', L: '0.5' } },
  { product: 'filter', quantity: '2', lots: { K: '2' } },
  { product: 'filter', quantity: '-1' }
)
const anyDocument = fc.record({
  what: fc.constantFrom('delivery', 'return', 'loan', 'consignment', 'consumption', 'invoice', 'credit'),
  number: fc.nat({ max: 4 }),
  on: anyDay,
  customerId: fc.constantFrom('10', '20'),
  line: anyLine,
  isCancelled: fc.integer({ max: 3, min: 0 }).map((one) => one === 0),
})
const anyEntry = fc.record({ what: fc.constantFrom('entry', 'entry', 'reversal', 'correction'), of: fc.nat({ max: 9 }), on: anyDay, kind: fc.constantFrom(...ENTRY_KINDS), quantity: fc.constantFrom('1', '0.5') })

test.group('A generated history of the installed base', (group) => {
  let world: BaseWorld
  let actor: Actor

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BaseWorld.build()
    actor = await actorFor(await personWithRole('service_desk'))
  })

  async function tell({ what, number, line, customerId, on, isCancelled }: typeof anyDocument extends fc.Arbitrary<infer T> ? T : never, run: number) {
    const id = `${run}-${number}`
    const serials = line.serials?.map((serial) => `${serial}-${run}`)
    if (what !== 'invoice' && what !== 'credit') return world.deliver(id, on, { ...line, serials }, { kind: what as 'loan', customerId, isCancelled })
    const sold = { productId: line.product ?? 'boiler', quantity: (line.quantity ?? String(serials!.length)).replace('-', ''), ...(number > 2 && serials ? { serials } : {}) }
    const credits = what === 'credit' ? { creditsId: `${run}-${(number + 1) % 5}` } : {}
    await world.invoice(id, on, sold, { customerId, state: isCancelled ? 'cancelled' : 'posted', ...credits })
  }

  async function enter({ what, of, on, kind, quantity }: typeof anyEntry extends fc.Arbitrary<infer T> ? T : never) {
    const items = await db.from('installed_items').orderBy('id', 'desc').limit(4)
    const item = items[of % Math.max(items.length, 1)]
    if (!item) return
    const companyId = await world.companyOf(of > 4 ? '20' : '10')
    if (what === 'correction') return void (await new SaveRecord().handle(INSTALLED_ITEM, { id: item.id, values: { place: `Hall ${of}`, lot: `P${of}` } }, actor))
    if (what === 'entry') return new RecordHandEntry().handle(item.id, { kind, on, quantity, companyId, note: 'Seen', place: `Room ${of}`, parentItemId: items[(of + 1) % items.length].id }, TODAY, actor)
    const entry = await db.from('installed_item_events').where({ is_newest: true, is_cancelled: false, item_key: item.item_key }).whereILike('source_key', 'hand/%').orderBy('id', 'desc').first()
    if (entry) await new ReverseEntry().handle(item, Number(entry.id), 'Mistyped', actor)
  }

  /** Each history begins with nothing, so that the smallest one that fails is found. */
  async function forget() {
    await db.from('installed_items').update({ parent_item_id: null, replaced_by_id: null })
    const tables = ['installed_item_aliases', 'installed_item_events', 'installed_item_counts', 'installed_items', 'delivery_lines', 'deliveries', 'erp_due_dates', 'erp_invoices']
    for (const table of tables) await db.from(table).delete()
  }

  test('with deliveries, lots, loans, consignment, invoices, returns, corrections and what people recorded agrees with its replay', async ({ assert }) => {
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof({ arbitrary: anyDocument, weight: 3 }, { arbitrary: anyEntry, weight: 2 }), { minLength: 6, maxLength: 14 }), async (history) => {
        run += 1
        await forget()
        for (const one of history) {
          try {
            await ('number' in one ? tell(one, run) : enter(one))
          } catch (error) {
            if (!(error instanceof DomainError)) throw error
          }
        }
        const { differences } = await new ReplayInstalledBase().handle({ repairs: false })
        assert.isEmpty(differences, JSON.stringify(differences))
      }),
      { numRuns: 12 }
    )
  }).timeout(60_000)
})
