import { test } from '@japa/runner'
import { levelsOf } from '#installed_base/rules/breakdown_levels'

const WORLD = { country: null, city: null, postcode: null, channel: null, by: 'city' as const }

test.group('The levels of the breakdown', () => {
  test('lead from countries to cities or postal codes and to the items of a site, by one nature', ({ assert }) => {
    const countries = levelsOf({ ...WORLD, channel: 'reseller' }, [{ name: 'ES', n: 3 }, { name: '', n: 1 }], 'es')
    assert.deepEqual(countries.rows.map(({ label, href }) => [label, href]), [
      ['España', '/installed-base/breakdown?channel=reseller&country=ES'],
      ['', '/installed-base/breakdown?channel=reseller&country='],
    ])

    const codes = levelsOf({ ...WORLD, country: 'ES', by: 'postcode' }, [{ name: '08 008', n: 3 }], 'en')
    assert.equal(codes.level, 'postcode')
    assert.equal(codes.rows[0].href, '/installed-base/breakdown?country=ES&postcode=08+008')
    assert.deepEqual(codes.divisions.map(({ by, active }) => [by, active]), [['city', false], ['postcode', true]])

    const sites = levelsOf({ ...WORLD, country: 'ES', postcode: '08008', by: 'postcode', channel: 'reseller' }, [{ company_id: 4, site_id: null, n: 3 }], 'en')
    assert.deepEqual(sites.above.map(({ name }) => name), [null, 'Spain', '08008'])
    assert.equal(sites.rows[0].itemsHref, '/installed-base/items?f_is_open=1&f_company_id=4&f_site_id=-&f_channel=reseller')
  })

  test('call a country as it was written when that is no code', ({ assert }) => {
    assert.equal(levelsOf({ ...WORLD, country: 'QX' }, [], 'en').above[1].name, 'QX')
    assert.equal(levelsOf(WORLD, [{ name: 'E' }], 'en').rows[0].label, 'E')
  })
})
