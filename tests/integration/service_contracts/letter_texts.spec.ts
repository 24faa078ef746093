import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import i18nManager from '@adonisjs/i18n/services/main'
import testUtils from '@adonisjs/core/services/test_utils'
import { calendarDate } from '#shared/calendar/calendar_date'
import { currentPdf } from '#shared/pdf/pdf'
import SaveLetterTexts from '#service_contracts/actions/save_letter_texts'
import WriteLetter from '#service_contracts/actions/write_letter'
import { editableTexts, ownTexts } from '#service_contracts/queries/letters/letter_texts'
import { sampleLetter } from '#service_contracts/queries/letters/sample_letter'
import { LETTER_KINDS, printedLetter } from '#service_contracts/rules/renewal/letter'
import BillingWorld from '#tests/support/billing_world'

const TODAY = calendarDate('2026-09-10')

test.group('Texts of letters that an administrator wrote', (group) => {
  let world: BillingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
  })

  const save = (typed: object, locale: 'en' | 'es' = 'en') => new SaveLetterTexts().handle('renewal_announced', locale, typed, world.maker)
  const texts = (locale: 'en' | 'es' = 'en') => editableTexts('renewal_announced', locale, i18nManager.locale(locale))
  const written = async (language: string) => {
    const company = await world.company({ name: 'Pop & Fiii', country: 'RO', language })
    const { id } = await world.contract(['100.00'], { company_id: company, ends_on: '2027-01-01', term_months: 12, renewal_mode: 'tacit', notice_count: 3, notice_unit: 'month', deadline_on: '2026-10-01' })
    const { id: letterId } = await new WriteLetter().handle(id, 'renewal_announced', TODAY)
    return JSON.parse((await db.from('contract_letters').where('id', letterId).firstOrFail()).content)
  }

  test('are what the next letter in their language says, and no other language', async ({ assert }) => {
    await save({ greeting: 'Good day {customer},', body: "It's {contract}: until {deadline}." })
    const english = await written('en')
    assert.equal(english.greeting, 'Good day Pop & Fiii,')
    assert.match(english.paragraphs[0], /^It's T-\d+: until 1 Oct 2026\.$/)
    assert.equal(english.closing, 'Kind regards')
    assert.notInclude((await written('es')).greeting, 'Good day')
  })

  test('are refused with a name that nothing fills, and nothing is kept', async ({ assert }) => {
    await assert.rejects(() => save({ greeting: 'Hello', body: 'Until {recieved}' }), 'This letter knows no {recieved}')
    await assert.rejects(() => save({ title: 'Until {last}' }), /knows no \{last\}/)
    await assert.rejects(() => save({ body: 'Until {last' }), /brace/)
    assert.lengthOf(await db.from('letter_texts'), 0)
  })

  test('go back to the built-in words when emptied or typed as they are built in', async ({ assert }) => {
    await save({ body: 'Ours {last}' })
    assert.deepEqual((await texts()).filter(({ isOwn }) => isOwn).map(({ part, by }) => [part, by]), [['body', world.maker.name]])
    const builtIn = Object.fromEntries((await texts()).map(({ part, builtIn: words }) => [part, words]))
    await save(builtIn)
    assert.lengthOf(await db.from('letter_texts'), 0)
    await save({ body: 'Ours {last}' })
    await save({ body: '' })
    assert.lengthOf(await db.from('letter_texts'), 0)
    assert.lengthOf(await db.from('record_changes').where('record_type', 'letter_texts'), 4)
  })

  test('each kind is previewed in each language and printed', async ({ assert }) => {
    await save({ body: 'Nuestro {next_last} {customer}' }, 'es')
    for (const locale of ['en', 'es', 'ro']) {
      for (const kind of LETTER_KINDS) {
        const letter = sampleLetter(kind, locale, await ownTexts(locale), TODAY)
        assert.notMatch(JSON.stringify(letter), /translation missing|[{][a-z_]+[}]/)
      }
    }
    const letter = sampleLetter('renewal_announced', 'es', await ownTexts('es'), TODAY)
    assert.include(letter.paragraphs[0], 'Nuestro 9 mar 2028 Cliente de ejemplo')
    assert.equal((await (await currentPdf()).print(printedLetter(letter, 'x', '2026-09-10T00:00:00Z'))).subarray(0, 4).toString(), '%PDF')
  })
})
