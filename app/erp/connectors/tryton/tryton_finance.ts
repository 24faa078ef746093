import type { ErpCompany, ErpCurrency, ErpPayment, ErpPaymentTerm, ErpSite, ErpTaxCode } from '#contracts/erp'
import { decimalText as written, parseDecimal } from '#shared/money/decimal'
import { parseMoney } from '#shared/money/money'
import type { TrytonRow } from '#erp/connectors/tryton/tryton_client'
import type { TrytonSource } from '#erp/connectors/tryton/tryton_entities'
import { needed, nested, text, type Children } from '#erp/connectors/tryton/tryton_mappers'
import { calendarDay, decimalText } from '#erp/connectors/tryton/tryton_values'

const EVERY = ['active', 'in', [true, false]]
const LAST_DAY = 31

/** 0.19 of the net is 19 per cent. */
function percentOf(ratio: unknown): string {
  const { unscaled, scale } = parseDecimal(decimalText(ratio))
  const moved = scale >= 2 ? { unscaled, scale: scale - 2 } : { unscaled: unscaled * 10n ** BigInt(2 - scale), scale: 0 }

  return written(moved)
}

const toCompany = (row: TrytonRow): ErpCompany => ({
  id: String(row.id),
  code: text(nested(row, 'party')?.code) ?? String(row.id),
  name: needed(nested(row, 'party')?.name, 'name'),
  taxId: null,
  currency: needed(nested(row, 'currency')?.code, 'currency'),
  country: '',
  isActive: true,
})

const toCurrency = (row: TrytonRow): ErpCurrency => ({
  id: String(row.id),
  code: needed(row.code, 'code'),
  name: String(row.name ?? ''),
  exponent: Number(row.digits),
  isActive: row.active !== false,
})

const toTaxCode = (row: TrytonRow): ErpTaxCode => ({
  id: String(row.id),
  code: needed(row.name, 'name').slice(0, 40),
  name: text(row.description) ?? needed(row.name, 'name'),
  percent: row.type === 'percentage' ? percentOf(row.rate) : null,
  area: null,
  validFrom: calendarDay(row.start_date),
  validUntil: calendarDay(row.end_date),
  isActive: row.active !== false,
})

function toPaymentTerm(row: TrytonRow, { lines, deltas }: Children): ErpPaymentTerm {
  const sum = (own: TrytonRow[], field: string) => own.reduce((total, delta) => total + Number(delta[field] ?? 0), 0)

  return {
    id: String(row.id),
    code: needed(row.name, 'name').slice(0, 64),
    name: needed(row.name, 'name'),
    isActive: row.active !== false,
    instalments: lines.map((line) => {
      const own = deltas.filter((delta) => nested(delta, 'line')?.id === line.id)
      return {
        percent: line.type === 'percent_on_total' ? percentOf(line.ratio) : null,
        days: sum(own, 'days') + 7 * sum(own, 'weeks') + 30 * sum(own, 'months'),
        isEndOfMonth: own.some(({ day }) => day === LAST_DAY),
      }
    }),
  }
}

const toSite = (row: TrytonRow): ErpSite => ({
  id: String(row.id),
  code: text(row.code) ?? `#${row.id}`,
  name: needed(row.name, 'name'),
  companyId: null,
  place: text(nested(row, 'address')?.rec_name)?.slice(0, 255) ?? null,
  isInvoicing: false,
  hasStock: true,
  isActive: row.active !== false,
})

/** A line of a receivable account that an invoice counts as paid by; Tryton lets one settle one invoice. */
function toPayment(row: TrytonRow, currency: string): ErpPayment {
  const move = nested(row, 'move')
  const second = nested(row, 'second_currency')
  const cents = (value: unknown, code: string) => parseMoney(decimalText(value), code)
  const amountCents = second
    ? -cents(row.amount_second_currency, needed(second.code, 'currency'))
    : cents(row.credit, currency) - cents(row.debit, currency)
  const paidOn = calendarDay(row.date)
  if (!paidOn) throw new TypeError('a payment has no date')

  return {
    id: String(row.id),
    number: text(move?.post_number) ?? text(move?.number) ?? `#${row.id}`,
    customerId: needed(row.party, 'party'),
    kind: amountCents < 0 ? 'reversal' : 'payment',
    paidOn,
    currency: second ? needed(second.code, 'currency') : currency,
    amountCents,
    isCancelled: false,
    method: text(nested(row, 'journal')?.name)?.slice(0, 64) ?? null,
    reference: text(row.description) ?? text(move?.description),
    shares: (row.invoice_payments as number[]).map((invoice) => ({ id: String(row.id), invoiceId: String(invoice), amountCents })),
  }
}

const plain = (model: string, fields: string[], map: TrytonSource['map'], domain: unknown[] = [EVERY]): TrytonSource => ({
  model,
  prefix: '',
  domain,
  fields,
  children: [],
  map,
  touchedBy: [],
})

const touchedByLines = (model: string, field: string) => ({
  model,
  domain: [],
  fields: [field],
  records: (rows: TrytonRow[]) => [['id', 'in', [...new Set(rows.map((row) => ownerOf(row, field)))]]],
})

/** `line.payment` arrives as an object under the key `line.`. */
function ownerOf(row: TrytonRow, field: string): unknown {
  const [first, second] = field.split('.')
  return second ? nested(row, first)?.[second] : row[first]
}

/** Where Tryton keeps what belongs to its books. */
export const TRYTON_FINANCE = {
  company: [plain('company.company', ['party.name', 'party.code', 'currency.code'], toCompany, [])],
  currency: [plain('currency.currency', ['code', 'name', 'digits', 'active'], toCurrency)],
  tax_code: [plain('account.tax', ['name', 'description', 'type', 'rate', 'active', 'start_date', 'end_date'], toTaxCode)],
  payment_term: [
    {
      ...plain('account.invoice.payment_term', ['name', 'active'], toPaymentTerm),
      children: [
        { name: 'lines', model: 'account.invoice.payment_term.line', link: 'payment', domain: [], fields: ['type', 'ratio'], order: [['sequence', 'ASC'], ['id', 'ASC']] },
        { name: 'deltas', model: 'account.invoice.payment_term.line.delta', link: 'line.payment', domain: [], fields: ['days', 'weeks', 'months', 'day'], order: [['id', 'ASC']] },
      ],
      touchedBy: [touchedByLines('account.invoice.payment_term.line', 'payment'), touchedByLines('account.invoice.payment_term.line.delta', 'line.payment')],
    },
  ],
  site: [plain('stock.location', ['name', 'code', 'active', 'address.rec_name'], toSite, [EVERY, ['type', '=', 'warehouse']])],
  payment: [
    {
      ...plain(
        'account.move.line',
        ['debit', 'credit', 'amount_second_currency', 'second_currency.code', 'date', 'party', 'invoice_payments', 'description', 'move.number', 'move.post_number', 'move.description', 'journal.name'],
        (row, _, currency) => toPayment(row, currency),
        [['invoice_payments.type', '=', 'out']]
      ),
      // a line that settles an invoice afterwards is not stamped by that
      restless: [['invoice_payments.state', '=', 'posted']],
    },
  ],
} satisfies Record<string, TrytonSource[]>
