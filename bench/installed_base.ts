/**
 * The installed base at a million items on MariaDB: lists, search, a company's base, the breakdown by place and a
 * structure of 10,000 components as a browser asks for them; and the replay of deliveries beside the bare insertion of
 * the rows that it writes. It empties its database, so the name must end in _bench:
 *
 *   DB_CONNECTION=mysql DB_DATABASE=annexa_base_bench node --import=@poppinss/ts-exec bench/installed_base.ts
 *
 * ITEMS (1000000), DELIVERIES (100000) and REQUESTS (100) change its size; KEEP=true asks for the pages once more.
 */
import { performance } from 'node:perf_hooks'
import { bootHouse } from './support/house.js'

const app = await bootHouse()

const { default: db } = await import('@adonisjs/lucid/services/db')
const { default: ace } = await import('@adonisjs/core/services/ace')
const { default: hash } = await import('@adonisjs/core/services/hash')
const { seedReference } = await import('#database/seeders/reference')
const { chunks, insertMany } = await import('#shared/database/bulk')
const { default: FollowDeliveries } = await import('#installed_base/actions/follow_deliveries')
const { default: Browser } = await import('./support/browser.js')

const ITEMS = Number(process.env.ITEMS ?? 1_000_000)
const DELIVERIES = Number(process.env.DELIVERIES ?? 100_000)
const COMPANIES = Math.max(10, Math.floor(ITEMS / 100))
const AT = '2026-01-01 00:00:00'
const COMPONENTS = 10_000
const DELIVERIES_AT_A_TIME = 2000

const { database } = (db.getRawConnection('mysql')!.config as any).connection
if (!String(database).endsWith('_bench'))
  throw new Error(`This empties its database: ${database} does not end in _bench`)
const KEEP = process.env.KEEP === 'true'
if (!KEEP) await ace.exec('db:wipe', ['--force'])
await ace.exec('migration:run', ['--force', '--disable-locks', '--compact-output'])

/** The database makes its own rows from a sequence. */
const make = (table: string, count: number, columns: Record<string, string>) =>
  db.rawQuery(
    `insert into ${table} (${Object.keys(columns).join(', ')}) select ${Object.values(columns).join(', ')} from seq_1_to_${count}`
  )
const mirrored = {
  connection_id: '1',
  external_id: 'seq',
  payload_hash: `''`,
  mirrored_at: `'${AT}'`,
  last_seen_sweep: '0',
  missing_sweeps: '0',
}
const stamps = { version: '1', created_at: `'${AT}'`, updated_at: `'${AT}'` }

async function fill() {
  await make('customers', COMPANIES, {
    id: 'seq',
    ...mirrored,
    number: `concat('C', seq)`,
    name: `concat('Customer ', seq)`,
    is_active: '1',
    is_blocked: '0',
  })
  const place = {
    city: `concat('City ', seq % 400)`,
    country: `elt(1 + seq % 8, 'ES', 'RO', 'FR', 'DE', 'PT', 'IT', 'AD', 'MD')`,
  }
  await make('companies', COMPANIES, {
    id: 'seq',
    name: `concat('Company ', seq)`,
    customer_id: 'seq',
    status: `'customer'`,
    is_blocked: '0',
    ...place,
    ...stamps,
  })
  await make('products', 200, {
    id: 'seq',
    ...mirrored,
    number: `concat('P', seq)`,
    name: `concat('Boiler ', seq)`,
    unit: `'u'`,
    is_active: '1',
    is_serialised: '1',
    is_service: '0',
  })
  await make('installed_sites', 2000, {
    id: 'seq',
    name: `concat('Plant ', seq)`,
    city: `concat('City ', seq % 90)`,
    country: `'ES'`,
    ...stamps,
  })
  const serial = `concat('SN', lpad(seq, 8, '0'))`
  const key = `concat('s:', 1 + seq % 200, ':', ${serial})`
  await make('installed_items', ITEMS, {
    id: 'seq',
    code: `concat('IB-', lpad(seq, 7, '0'))`,
    item_key: key,
    thread_key: key,
    product_id: '1 + seq % 200',
    serial,
    status: `if(seq % 7, 'installed', 'delivered')`,
    ownership: `'owned'`,
    is_open: 'seq % 20 > 0',
    company_id: `1 + seq % ${COMPANIES}`,
    ordering_company_id: `1 + seq % ${COMPANIES}`,
    channel: `elt(1 + seq % 3, 'direct', 'wholesaler', 'reseller')`,
    site_id: 'if(seq % 5, null, 1 + seq % 2000)',
    parent_item_id: `if(seq between 2 and ${COMPONENTS + 1}, 1, null)`,
    quantity: `'1'`,
    delivered_quantity: `'1'`,
    delivered_on: `date_add('2016-01-01', interval seq % 3650 day)`,
    warranty_basis: `'delivery'`,
    ...stamps,
  })
  await make('search_tokens', ITEMS, {
    kind: `'installed_item'`,
    term: `lower(${serial})`,
    record_id: 'seq',
  })
  await make('search_tokens', ITEMS, {
    kind: `'installed_item'`,
    term: `concat('ib', lpad(seq, 7, '0'))`,
    record_id: 'seq',
  })
  const event = {
    source_key: `concat('hand/', seq)`,
    revision: '1',
    is_newest: '1',
    thread_key: key,
    item_key: key,
    kind: `'registered'`,
    happened_on: `'2016-01-01'`,
    is_cancelled: '0',
    product_id: '1 + seq % 200',
    serial,
    company_id: `1 + seq % ${COMPANIES}`,
    quantity: `'1'`,
    facts: `'{}'`,
    recorded_at: `'${AT}'`,
  }
  await make('installed_item_events', Math.min(ITEMS, 100_000), event)
  await db.rawQuery(`insert into installed_item_counts (company_id, site_id, channel, item_count)
    select company_id, coalesce(site_id, 0), channel, count(*) from installed_items where is_open group by company_id, site_id, channel`)
  await db.rawQuery(
    'analyze table companies, installed_items, installed_item_events, search_tokens, installed_sites, installed_item_counts'
  )
}

async function administrator() {
  await seedReference()
  const user = {
    email: 'bench@annexa.example',
    password: await hash.make('bench'),
    full_name: 'Bench',
    locale: 'en',
    time_zone: 'UTC',
    theme: 'system',
    density: 'normal',
    is_active: true,
    created_at: AT,
    updated_at: AT,
  }
  const [id] = await db.table('users').insert(user)
  const role = await db.from('roles').where('key', 'administrator').firstOrFail()
  await db.table('role_users').insert({ role_id: role.id, user_id: id })
}

/** New deliveries of one serial number each, followed as the sync does it, and then the rows alone. */
async function replay() {
  await make('deliveries', DELIVERIES, {
    id: 'seq',
    ...mirrored,
    number: `concat('D', seq)`,
    kind: `'delivery'`,
    customer_id: `1 + seq % ${COMPANIES}`,
    delivered_on: `'2026-02-01'`,
    is_cancelled: '0',
  })
  await make('delivery_lines', DELIVERIES, {
    id: 'seq',
    connection_id: '1',
    delivery_id: 'seq',
    external_id: `'1'`,
    position: '1',
    product_id: '1 + seq % 200',
    quantity: `'1'`,
    serials: `concat('["NEW', seq, '"]')`,
  })
  const ids = Array.from({ length: DELIVERIES }, (_, at) => at + 1)
  let begun = performance.now()
  for (const part of chunks(ids, DELIVERIES_AT_A_TIME)) await new FollowDeliveries().handle(part)
  const followed = performance.now() - begun

  const rows = new Map<string, Record<string, unknown>[]>()
  const written = {
    installed_items: `item_key like 's:%:NEW%'`,
    installed_item_events: 'delivery_id is not null',
    search_tokens: `kind = 'installed_item' and (term like 'new%' or term like 'ib-%' or record_id > ${ITEMS})`,
  }
  for (const [table, which] of Object.entries(written)) {
    const [found] = await db.rawQuery(`select * from ${table} where ${which}`)
    rows.set(table, found)
    await db.rawQuery(`delete from ${table} where ${which}`)
  }
  begun = performance.now()
  for (const [table, some] of rows) {
    for (const part of chunks(some, DELIVERIES_AT_A_TIME * 2))
      await db.transaction((trx) => insertMany(trx, table, part))
  }
  const bare = performance.now() - begun
  const counts = [...rows].map(([table, some]) => `${some.length} ${table}`).join(', ')
  console.log(
    `${DELIVERIES} deliveries: ${(followed / 1000).toFixed(1)} s; their rows alone (${counts}): ${(bare / 1000).toFixed(1)} s; ratio ${(bare / followed).toFixed(2)}`
  )
}

if (!KEEP) {
  await fill()
  await administrator()
}
const browser = new Browser(process.env.BENCH_PORT ?? '3428', Number(process.env.REQUESTS ?? 100))
try {
  await browser.start('bench@annexa.example', 'bench')
  const any = (round: number) => ((round * 7919) % ITEMS) + 1
  const serialOf = (round: number) => `SN${String(any(round)).padStart(8, '0')}`
  const list = '/installed-base/items'
  await browser.measure('list, first page', () => list)
  await browser.measure('list, next page', browser.walker(list))
  await browser.measure(
    'list, next page of what resellers received',
    browser.walker(`${list}?f_channel=reseller`)
  )
  await browser.measure('list found by a serial number', (round) => `${list}?q=${serialOf(round)}`)
  await browser.measure('search by a serial number', (round) => `/search?q=${serialOf(round)}`)
  await browser.measure(
    "list of a customer's base",
    (round) => `${list}?f_company_id=${(round % COMPANIES) + 1}&f_is_open=1`
  )
  await browser.measure(
    'page of a customer with its base',
    (round) => `/crm/companies/${(round % COMPANIES) + 1}`
  )
  await browser.measure('page of an item', (round) => `${list}/${(any(round) % 100_000) + 1}`)
  await browser.measure(`structure of ${COMPONENTS} components`, () => `${list}/1/structure`)
  await browser.measure('breakdown by country', () => '/installed-base/breakdown')
  await browser.measure('breakdown by city', () => '/installed-base/breakdown?country=ES')
  await browser.measure(
    'breakdown by postal code',
    () => '/installed-base/breakdown?country=ES&by=postcode'
  )
  await browser.measure(
    'breakdown by site',
    () => '/installed-base/breakdown?country=ES&city=City%208'
  )
} finally {
  browser.stop()
}
if (!KEEP) await replay()
await app.terminate()
process.exit(0)
