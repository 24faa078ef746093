/**
 * Records of fifteen fields through the compiled mapper, beside the same written by hand:
 *
 *   node --import=@poppinss/ts-exec bench/mapping.ts
 *
 * RECORDS (100000) and ROUNDS (9) change its size. Prints medians and their ratio; the promise is 5.
 */
import { performance } from 'node:perf_hooks'
import { compileRecord } from '#erp/connectors/configured/record_mapper'
import type { Target } from '#erp/connectors/configured/record_targets'

const RECORDS = Number(process.env.RECORDS ?? 100_000)
const ROUNDS = Number(process.env.ROUNDS ?? 9)

const rows = Array.from({ length: RECORDS }, (_, id) => ({
  id, nr: `K${id}`, firma: ` Kunde ${id} `, ust: `DE${id}`, mail: '', tel: `+49 ${id}`, sprache: 'DE', aktiv: 'J', gesperrt: 'N',
  preis: `1.${id % 10}00,50`, netto: `${id}.25`, tag: `${1 + (id % 28)}.3.2026`, status: id % 2 ? 'A' : 'F', adresse: { ort: 'Köln', land: 'DE' },
}))

const target: Target = {
  id: 'text', number: 'text', name: 'text', taxId: 'text?', email: 'text?', phone: 'text?', language: 'text?', isActive: 'flag', isBlocked: 'flag',
  listPrice: 'decimal', netCents: 'cents', orderedOn: 'day', state: ['draft', 'done'], city: 'words', country: 'words',
}
const map = compileRecord(
  {
    id: 'id', number: 'nr', name: 'firma | trim', taxId: 'ust', email: 'mail', phone: 'tel', language: 'sprache | lower', isActive: 'aktiv | boolean(J)', isBlocked: 'gesperrt | boolean(J)',
    listPrice: 'preis | decimalComma', netCents: 'netto | minor(EUR)', orderedOn: 'tag | day(dd.MM.yyyy)', state: { from: 'status', map: { A: 'draft', F: 'done' } },
    city: 'adresse.ort', country: 'adresse.land',
  },
  target
)

const DAY = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/
const STATES: Record<string, string> = { A: 'draft', F: 'done' }
const byHand = (row: (typeof rows)[number]) => {
  const [, day, month, year] = DAY.exec(row.tag)!
  return {
    id: String(row.id), number: row.nr, name: row.firma.trim(), taxId: row.ust || null, email: row.mail || null, phone: row.tel || null,
    language: row.sprache.toLowerCase() || null, isActive: row.aktiv === 'J', isBlocked: row.gesperrt === 'J',
    listPrice: row.preis.replaceAll('.', '').replace(',', '.'), netCents: Math.round(Number(row.netto) * 100),
    orderedOn: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, state: STATES[row.status], city: row.adresse.ort, country: row.adresse.land,
  }
}

const scope = {}
const timed = (work: (row: (typeof rows)[number]) => unknown) => {
  const begun = performance.now()
  const kept = rows.map(work)
  return kept.length === RECORDS ? performance.now() - begun : Number.NaN
}
const hand: number[] = []
const mapped: number[] = []
for (let round = 0; round < ROUNDS; round++) {
  hand.push(timed(byHand))
  mapped.push(timed((row) => map(row, scope)))
}
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
const [one, other] = [median(hand), median(mapped)]
console.log(JSON.stringify({ records: RECORDS, rounds: ROUNDS, byHandMs: Math.round(one), mappedMs: Math.round(other), ratio: Number((other / one).toFixed(2)), promise: 5 }))
if (other / one > 5) process.exitCode = 1
