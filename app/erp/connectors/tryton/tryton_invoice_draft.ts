import type { InvoiceLineToPost, InvoiceToPost } from '#contracts/erp'
import ErpRefused from '#erp/errors/erp_refused'
import { moneyText } from '#shared/money/money'
import { decimalsNeeded, multipliesTo } from '#erp/rules/line_amount'
import type TrytonClient from '#erp/connectors/tryton/tryton_client'
import type { TrytonRow } from '#erp/connectors/tryton/tryton_client'
import type TrytonReader from '#erp/connectors/tryton/tryton_reader'
import { toTrytonDate, toTrytonDecimal } from '#erp/connectors/tryton/tryton_values'

const UNIT_PRICE_DECIMALS = 4
const LOOKUPS_LIVE_FOR_MS = 600_000

/** What hardly ever changes and every invoice needs. */
interface Lookups {
  journal: number
  receivable: number | null
  revenue: number | null
  paymentTerm: number | null
  currencies: Map<string, number>
}

interface Posting {
  account: number
  taxes: number[]
  unit: number | null
  unitDigits: number
}

/** Builds the draft that Tryton then posts: it fills in nothing by itself, so all is said here. */
export default class TrytonInvoiceDraft {
  private lookups: { at: number; found: Promise<Lookups> } | null = null

  constructor(
    private client: TrytonClient,
    private reader: TrytonReader
  ) {}

  async create(invoice: InvoiceToPost): Promise<number> {
    const known = await this.known()
    const currency = known.currencies.get(invoice.currency)
    if (!currency) throw new ErpRefused('currency_unknown', `Tryton has no currency ${invoice.currency}`)
    const party = await this.party(invoice)
    const postings = await this.postings(invoice, known)
    const { company } = await this.client.context()

    const values = {
      type: 'out',
      company,
      party: Number(invoice.customerId),
      invoice_address: party.address,
      currency,
      journal: known.journal,
      account: party.receivable ?? known.receivable,
      payment_term: (await this.paymentTerm(invoice)) ?? party.paymentTerm ?? known.paymentTerm,
      reference: invoice.reference,
      description: invoice.text.split('\n')[0].slice(0, 200),
      comment: invoice.payer ? `${invoice.text}\nPayer: ${invoice.payer.name}` : invoice.text,
      invoice_date: invoice.issuedOn ? toTrytonDate(invoice.issuedOn) : null,
      lines: [
        ['create', invoice.lines.map((line, index) => lineValues(line, postings[index], index + 1, invoice.currency))],
      ],
    }
    if (!values.account) throw new ErpRefused('set_up_missing', 'Tryton has no default account receivable')
    const [id] = await this.client.write<number[]>('model.account.invoice.create', [[values]])

    return id
  }

  /** The term that the invoice names, or null; Tryton's invoices name no site. */
  private async paymentTerm({ paymentTerm, site }: InvoiceToPost): Promise<number | null> {
    if (site) throw new ErpRefused('site_unknown', `Tryton's invoices name no site such as ${site}`)
    if (!paymentTerm) return null
    const [term] = await this.reader.search('account.invoice.payment_term', [['name', '=', paymentTerm]], ['name'])
    if (!term) throw new ErpRefused('payment_term_unknown', `Tryton has no payment term called ${paymentTerm}`)

    return term.id
  }

  private async party(invoice: InvoiceToPost) {
    const id = Number(invoice.customerId)
    const fields = ['account_receivable', 'customer_payment_term', 'active']
    const [[row], addresses] = await Promise.all([
      this.reader.search(
        'party.party',
        [
          ['id', '=', id],
          ['active', 'in', [true, false]],
        ],
        fields
      ),
      this.reader.search(
        'party.address',
        [['party', '=', id]],
        ['invoice'],
        [
          ['sequence', 'ASC'],
          ['id', 'ASC'],
        ]
      ),
    ])
    if (!row) throw new ErpRefused('customer_unknown', `Tryton has no party ${invoice.customerId}`)
    if (row.active === false) throw new ErpRefused('customer_blocked', 'The party is deactivated in Tryton')
    const address = addresses.find((candidate) => candidate.invoice) ?? addresses[0]
    if (!address) throw new ErpRefused('customer_unknown', 'The party has no address in Tryton')

    return {
      address: address.id,
      receivable: row.account_receivable as number | null,
      paymentTerm: row.customer_payment_term as number | null,
    }
  }

  /** Account, taxes and unit of each line, from the product's category or Tryton's defaults. */
  private async postings(invoice: InvoiceToPost, known: Lookups): Promise<Posting[]> {
    const ids = [...new Set(invoice.lines.flatMap(({ productId }) => productId ?? []))].map(Number)
    const codes = [...new Set(invoice.lines.flatMap(({ taxCode }) => taxCode ?? []))]
    const everyProduct = [
      ['id', 'in', ids],
      ['active', 'in', [true, false]],
    ]
    const products = ids.length
      ? await this.reader.search('product.product', everyProduct, ['account_category', 'default_uom.digits'])
      : []
    const categories = await this.categories(products)
    const taxes = codes.length ? await this.reader.search('account.tax', [['name', 'in', codes]], ['name']) : []

    return invoice.lines.map((line) => {
      const product = products.find(({ id }) => String(id) === line.productId)
      if (line.productId && !product) throw new ErpRefused('product_unknown', `Tryton has no product ${line.productId}`)
      const category = categories.get(product?.account_category)
      const tax = taxes.find(({ name }) => name === line.taxCode)
      if (line.taxCode && !tax) throw new ErpRefused('tax_code_unknown', `Tryton has no tax called ${line.taxCode}`)
      const account = (category?.account_revenue as number | null) ?? known.revenue
      if (!account) throw new ErpRefused('set_up_missing', `Tryton has no revenue account for "${line.description}"`)
      const unit = product?.['default_uom.'] as TrytonRow | undefined

      return {
        account,
        taxes: tax ? [tax.id] : ((category?.customer_taxes as number[] | undefined) ?? []),
        unit: unit?.id ?? null,
        unitDigits: Number(unit?.digits ?? 4),
      }
    })
  }

  private async categories(products: TrytonRow[]): Promise<Map<unknown, TrytonRow>> {
    const ids = [...new Set(products.map((product) => product.account_category).filter((id) => id !== null))]
    if (ids.length === 0) return new Map()
    const rows = await this.reader.search(
      'product.category',
      [['id', 'in', ids]],
      ['account_revenue', 'customer_taxes']
    )

    return new Map(rows.map((row) => [row.id, row]))
  }

  private known(): Promise<Lookups> {
    if (this.lookups && Date.now() - this.lookups.at < LOOKUPS_LIVE_FOR_MS) return this.lookups.found
    const found = this.lookUp()
    this.lookups = { at: Date.now(), found }
    found.catch(() => (this.lookups = null))

    return found
  }

  private async lookUp(): Promise<Lookups> {
    const defaults = ['default_account_receivable', 'default_category_account_revenue', 'default_customer_payment_term']
    const [[journal], [configuration], currencies] = await Promise.all([
      this.reader.search('account.journal', [['type', '=', 'revenue']], [], [['id', 'ASC']], 1),
      this.client.read<TrytonRow[]>('model.account.configuration.read', [[1], defaults]),
      this.reader.search('currency.currency', [], ['code']),
    ])
    if (!journal) throw new ErpRefused('set_up_missing', 'Tryton has no revenue journal')

    return {
      journal: journal.id,
      receivable: (configuration?.default_account_receivable as number | null) ?? null,
      revenue: (configuration?.default_category_account_revenue as number | null) ?? null,
      paymentTerm: (configuration?.default_customer_payment_term as number | null) ?? null,
      currencies: new Map(currencies.map(({ code, id }) => [String(code), id])),
    }
  }
}

/**
 * Tryton multiplies the line itself. Where that would not give our net to the cent, or its
 * decimals do not fit, the line is one unit at the net price and its text says how it came about.
 */
function lineValues(line: InvoiceLineToPost, posting: Posting, sequence: number, currency: string) {
  const fits =
    decimalsNeeded(line.quantity) <= posting.unitDigits &&
    decimalsNeeded(line.unitPrice) <= UNIT_PRICE_DECIMALS &&
    multipliesTo(line.quantity, line.unitPrice, line.netCents, currency)
  const factors = `${line.quantity} × ${line.unitPrice}`

  return {
    type: 'line',
    sequence,
    product: line.productId ? Number(line.productId) : null,
    description: fits ? line.description : `${line.description} (${factors})`,
    account: posting.account,
    unit: posting.unit,
    quantity: fits ? Number(line.quantity) : 1,
    unit_price: toTrytonDecimal(fits ? line.unitPrice : moneyText(line.netCents, currency)),
    taxes: [['add', posting.taxes]],
  }
}
