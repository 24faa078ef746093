import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import FolderDesk from '#tests/support/folder_desk'
import { encoded } from '#erp/connectors/files/text_encoding'

type Row = Record<string, string>

const CLOSED = '31/12/2019'
const euros = (cents: number) => (cents / 100).toFixed(2).replace('.', ',')
const cents = (text: string) => Math.round(Number(text.replace(',', '.')) * 100)
const dayOf = (text: string) => text.split('/').toReversed().join('-')
const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).split('-').toReversed().join('/')

/** An ERP that does nothing but write CSV files into a folder and take others from it. */
export default class FolderErp {
  customers: Row[] = [1, 2, 3].map((n) => ({ 'Number': `C${n}`, 'Name': `Talleres Ñandú ${n}`, 'Tax no.': `B${n}`, 'E-mail': '', 'Phone': '', 'Language': 'ES', 'Active': 'Y', 'Blocked': n === 3 ? 'Y' : 'N' }))
  addresses: Row[] = this.customers.map(({ Number: number }) => ({ 'Id': `${number}-A`, 'Customer': number, 'Street': 'Calle Mayor 1', 'Postal code': '50001', 'City': 'Zaragoza', 'Country': 'ES' }))
  products: Row[] = [1, 2].map((n) => ({ 'Number': `P${n}`, 'Name': `Pump ${n}`, 'Unit': 'pc', 'Active': 'Y', 'Serialised': n === 1 ? 'Y' : 'N', 'Service': 'N', 'Price': '1.200,50', 'Contract model': '' }))
  orders: Row[] = [1, 2].flatMap((n) => [1, 2].map((line) => ({ 'Order': `O${n}`, 'Customer': `C${n}`, 'Date': '02/11/2026', 'State': 'C', 'Their reference': '', 'Line': String(line), 'Product': `P${line}`, 'Text': `Pump ${line}`, 'Quantity': '2', 'Price': '600,25', 'Cancelled': 'N' })))
  deliveries: Row[] = [1, 2].map((n) => ({ 'Delivery': `D${n}`, 'Kind': 'D', 'Customer': `C${n}`, 'Date': '05/11/2026', 'Cancelled': 'N', 'Place': '', 'Line': '1', 'Product': 'P1', 'Order line': `O${n}-1`, 'Quantity': '2', 'Serials': `S${n}A|S${n}B` }))
  invoices: Row[] = [this.invoice('FV1', 'C1', '', dayIn(-20), 100_00, 1)]
  /** Whether it looks into the folder at all. */
  isAtWork = true
  readonly taken: string[] = []
  private readonly desk = new FolderDesk()

  private files = 0
  private numbers = 1
  private working: Promise<void> = Promise.resolve()
  private timer?: NodeJS.Timeout

  constructor(
    readonly folder: string,
    private encoding = 'windows-1252'
  ) {}

  async start(): Promise<this> {
    for (const below of ['in', 'out', 'done', 'failed', 'sent']) await mkdir(join(this.folder, below), { recursive: true })
    await this.exportAll()
    this.timer = setInterval(() => (this.working = this.working.then(() => this.work())), 20)
    return this
  }

  async stop(): Promise<void> {
    clearInterval(this.timer)
    await this.working
    await rm(this.folder, { recursive: true, force: true })
  }

  async exportAll(): Promise<void> {
    await this.write('addresses', this.addresses)
    await this.write('customers', this.customers)
    await this.write('products', this.products)
    await this.write('orders', this.orders)
    await this.write('deliveries', this.deliveries)
    await this.write('invoices', this.invoices)
  }

  /** As good ERPs do it: under another name first, then renamed. */
  async write(kind: string, rows: Row[]): Promise<string> {
    const name = `${kind}_${String(++this.files).padStart(6, '0')}.csv`
    await this.put(name, encoded(stringify(rows, { header: true, delimiter: ';' }), this.encoding))
    return name
  }

  async put(name: string, content: Buffer): Promise<void> {
    await writeFile(join(this.folder, 'in', `${name}.part`), content)
    await rename(join(this.folder, 'in', `${name}.part`), join(this.folder, 'in', name))
  }

  async answer(rows: Row[]): Promise<void> {
    const columns = ['Reference', 'State', 'Code', 'Sentence', 'Invoice', 'Date', 'Net', 'Tax', 'Total', 'Lines', 'Due on', 'Due']
    await this.write('answers', rows.map((row) => Object.fromEntries(columns.map((name) => [name, row[name] ?? '']))))
  }

  private async work(): Promise<void> {
    if (!this.isAtWork) return
    const names = await readdir(join(this.folder, 'out')).catch(() => [])
    for (const name of names.filter((one) => one.endsWith('.csv'))) {
      const rows = parse(new TextDecoder(this.encoding).decode(await readFile(join(this.folder, 'out', name))), { columns: true, delimiter: ';' }) as Row[]
      await rm(join(this.folder, 'out', name))
      this.taken.push(name)
      if (name.startsWith('orders_out')) await this.write('order_answers', [this.desk.order(rows, this.customers, this.products)])
      else if (name.startsWith('stock_out')) await this.write('stock_answers', [this.desk.move(rows[0], this.products)])
      else await this.answer([this.posted(rows)])
    }
  }

  private posted(rows: Row[]): Row {
    const [{ Reference, Customer, Date: date, Currency }] = rows
    const refused = (Code: string, Sentence: string) => ({ Reference, State: 'REFUSED', Code, Sentence })
    const customer = this.customers.find(({ Number: number }) => number === Customer)
    if (!customer) return refused('CUSTOMER', `There is no customer ${Customer}`)
    if (customer.Blocked === 'Y') return refused('BLOCKED', `Customer ${Customer} is blocked`)
    if (Currency !== 'EUR') return refused('CURRENCY', `There is no currency ${Currency}`)
    if (date && dayOf(date) <= dayOf(CLOSED)) return refused('CLOSED', `The period of ${date} is closed`)
    const invoice = this.invoice(`FV${++this.numbers}`, Customer, Reference, date || dayIn(0), rows.reduce((sum, { Net }) => sum + cents(Net), 0), rows.length)
    this.invoices.push(invoice)

    return { ...invoice, Reference, State: 'OK' }
  }

  private invoice(number: string, customer: string, reference: string, date: string, net: number, lines: number): Row {
    const tax = Math.round(net * 0.21)
    const amounts = { Net: euros(net), Tax: euros(tax), Total: euros(net + tax), Open: euros(net + tax), Due: euros(net + tax) }
    return { 'Invoice': number, 'Reference': reference, 'Customer': customer, 'State': 'P', 'Date': date, ...amounts, 'Lines': String(lines), 'Due on': dayIn(30) }
  }
}
