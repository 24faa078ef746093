import type { ErpEntity, ErpRecords } from '#contracts/erp'
import {
  type Children,
  toCustomer,
  toDelivery,
  toInvoice,
  toOrder,
  toProduct,
} from '#erp/connectors/tryton/tryton_mappers'
import { TRYTON_FINANCE } from '#erp/connectors/tryton/tryton_finance'
import type { TrytonRow } from '#erp/connectors/tryton/tryton_client'

export type Domain = unknown[]

/** Where the records of an entity lie, and what else must be read to understand them. */
export interface TrytonSource {
  model: string
  /** Put before the number in the record's key, where an entity comes from several models. */
  prefix: string
  domain: Domain
  fields: string[]
  /** Models read in bulk for a page of records; `link` is the child's field that names the record. */
  children: TrytonChild[]
  map(row: TrytonRow, children: Children, currency: string): ErpRecords[ErpEntity]
  /** Models whose change is a change of the record although Tryton does not stamp the record. */
  touchedBy: { model: string; domain: Domain; fields: string[]; records(rows: TrytonRow[]): Domain }[]
  /** Records whose computed fields change without any stamp, read again at every look. */
  restless?: Domain
}

export interface TrytonChild {
  name: string
  model: string
  link: string
  /** The record's field the link points at, when it is not its id. */
  on?: string
  domain: Domain
  fields: string[]
  order: [string, 'ASC'][]
  /** Keys of the link are references `model,id`. */
  isReference?: boolean
}

const STAMPS = ['create_date', 'write_date']
const EVERY = ['active', 'in', [true, false]]
const BY_ID: [string, 'ASC'][] = [['id', 'ASC']]
const BY_SEQUENCE: [string, 'ASC'][] = [
  ['sequence', 'ASC'],
  ['id', 'ASC'],
]

const owner = (field: string) => (rows: TrytonRow[]) => [
  ['id', 'in', [...new Set(rows.map((row) => row[field] as number))]],
]
const touch = (model: string, field: string, domain: Domain = []) => ({
  model,
  domain,
  fields: [field],
  records: owner(field),
})

const customer: TrytonSource = {
  model: 'party.party',
  prefix: '',
  domain: [EVERY],
  fields: ['code', 'name', 'active', ...STAMPS],
  children: [
    {
      name: 'addresses',
      model: 'party.address',
      link: 'party',
      domain: [EVERY],
      fields: ['street', 'postal_code', 'city', 'country.code', 'active', ...STAMPS],
      order: BY_SEQUENCE,
    },
    {
      name: 'mechanisms',
      model: 'party.contact_mechanism',
      link: 'party',
      domain: [],
      fields: ['type', 'value', 'name', ...STAMPS],
      order: BY_SEQUENCE,
    },
    {
      name: 'identifiers',
      model: 'party.identifier',
      link: 'party',
      domain: [],
      fields: ['type', 'code', ...STAMPS],
      order: BY_SEQUENCE,
    },
  ],
  map: toCustomer,
  touchedBy: [
    touch('party.address', 'party', [EVERY]),
    touch('party.contact_mechanism', 'party', [EVERY]),
    touch('party.identifier', 'party'),
  ],
}

const product: TrytonSource = {
  model: 'product.product',
  prefix: '',
  domain: [EVERY],
  fields: [
    'code',
    'active',
    'template.name',
    'template.type',
    'template.active',
    'template.lot_required',
    'default_uom.symbol',
    'list_price_uom',
  ],
  children: [],
  map: (row, _, currency) => toProduct(row, currency),
  touchedBy: [
    {
      model: 'product.template',
      domain: [EVERY],
      fields: ['id'],
      records: (rows) => [['template', 'in', rows.map(({ id }) => id)]],
    },
  ],
}

const order: TrytonSource = {
  model: 'sale.sale',
  prefix: '',
  domain: [],
  fields: ['number', 'party', 'sale_date', 'shipping_date', 'state', 'currency.code', 'reference'],
  children: [
    {
      name: 'lines',
      model: 'sale.line',
      link: 'sale',
      domain: [['type', '=', 'line']],
      fields: ['product', 'product.rec_name', 'description', 'quantity', 'unit_price'],
      order: BY_SEQUENCE,
    },
  ],
  map: toOrder,
  touchedBy: [touch('sale.line', 'sale')],
}

/** Parts that we had issued for our own work are no deliveries. */
const NO_STOCK_ISSUE = ['OR', ['reference', '=', null], ['reference', 'not like', 'STK-%']]

/** Goods that left for a customer, or came back: only what is done is a fact. */
function shipments(
  model: string,
  prefix: string,
  kind: 'delivery' | 'return',
  states: string[],
  side: string
): TrytonSource {
  return {
    model,
    prefix,
    domain: [['state', 'in', states], NO_STOCK_ISSUE],
    fields: [
      'number',
      'customer',
      'effective_date',
      'delivery_address.street',
      'delivery_address.postal_code',
      'delivery_address.city',
    ],
    children: [
      {
        name: 'moves',
        model: 'stock.move',
        link: 'shipment',
        domain: [
          ['state', '=', 'done'],
          [`${side}.type`, '=', 'customer'],
        ],
        fields: ['product', 'lot.number', 'quantity', 'origin'],
        order: BY_ID,
        isReference: true,
      },
    ],
    map: (row, children) => toDelivery(row, children, kind),
    touchedBy: [
      {
        model: 'stock.move',
        domain: [['shipment', 'like', `${model},%`]],
        fields: ['shipment'],
        records: (rows) => [['id', 'in', [...new Set(rows.map((row) => Number(String(row.shipment).split(',')[1])))]]],
      },
    ],
  }
}

const invoice: TrytonSource = {
  model: 'account.invoice',
  prefix: '',
  domain: [['type', '=', 'out']],
  fields: [
    'number',
    'reference',
    'party',
    'state',
    'invoice_date',
    'currency.code',
    'untaxed_amount',
    'tax_amount',
    'total_amount',
    'amount_to_pay',
    'reconciled',
    'lines',
    'move',
  ],
  children: [
    {
      name: 'dues',
      model: 'account.move.line',
      link: 'move',
      on: 'move',
      domain: [
        ['account.type.receivable', '=', true],
        ['maturity_date', '!=', null],
      ],
      fields: ['maturity_date', 'debit', 'credit'],
      order: [
        ['maturity_date', 'ASC'],
        ['id', 'ASC'],
      ],
    },
    {
      name: 'credits',
      model: 'account.invoice.line',
      link: 'invoice',
      domain: [['origin', 'like', 'account.invoice.line,%']],
      fields: ['product', 'description', 'amount', 'origin.invoice', 'origin.sequence'],
      order: BY_SEQUENCE,
    },
    {
      name: 'sold',
      model: 'account.invoice.line',
      link: 'invoice',
      domain: [
        ['type', '=', 'line'],
        ['product', '!=', null],
      ],
      fields: ['product', 'quantity', 'origin'],
      order: BY_SEQUENCE,
    },
  ],
  map: toInvoice,
  touchedBy: [
    touch('account.invoice.line', 'invoice', [
      ['invoice', '!=', null],
      ['invoice.type', '=', 'out'],
    ]),
  ],
  restless: [['state', '=', 'posted']],
}

export const TRYTON_SOURCES: Record<ErpEntity, TrytonSource[]> = {
  ...TRYTON_FINANCE,
  price_list: [],
  stock_level: [],
  customer: [customer],
  product: [product],
  order: [order],
  delivery: [
    shipments('stock.shipment.out', 'out,', 'delivery', ['done'], 'to_location'),
    shipments('stock.shipment.out.return', 'return,', 'return', ['received', 'done'], 'from_location'),
  ],
  invoice: [invoice],
}
