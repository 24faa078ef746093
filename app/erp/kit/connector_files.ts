import { CORE_ENTITIES } from '#contracts/erp'

/** The files of a new connector by their paths, and what else has to be written where. */
export interface ConnectorKit {
  files: Record<string, string>
  steps: string[]
}

const NAME = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/

/**
 * What a connector begins with: its protocol, its mappers, its flow, and the test that holds
 * it to the contract. All of it compiles, and says what is missing where it is asked.
 *
 * @param name in small letters, such as `sage_x3`
 * @throws {RangeError} when the name cannot be that of a file and a class
 */
export function connectorKit(name: string): ConnectorKit {
  if (!NAME.test(name)) throw new RangeError(`"${name}" is no name for a connector: small letters, digits and underscores, such as sage_x3`)
  const type = name.split('_').map((word) => word[0].toUpperCase() + word.slice(1)).join('')
  const at = `#erp/connectors/${name}/${name}`
  const folder = `app/erp/connectors/${name}`

  return {
    files: {
      [`${folder}/${name}_client.ts`]: client(type),
      [`${folder}/${name}_mappers.ts`]: mappers(type, at),
      [`${folder}/${name}_connector.ts`]: connector(type, at),
      [`tests/contract/${name}_connector.spec.ts`]: spec(name, type, at),
    },
    steps: [
      `app/erp/connectors/registry.ts: register { kind: '${name}', settings: […], open: (settings) => new ${type}Connector({ … }) }`,
      `resources/lang/{en,es,ro}/erp.json: kinds.${name}, kind_hints.${name}, and a name for each new setting`,
      `docs/erp/connectors.md: what this ERP cannot do, and why`,
      `Then fill in, in this order: describe, serverTime, ${CORE_ENTITIES.join(', ')}, findInvoices, postInvoice. docs/erp/adding_a_connector.md says what each promises`,
      `node ace test integration --files=tests/contract/${name}_connector.spec.ts`,
    ],
  }
}

const client = (type: string) => `import NotFilledIn from '#erp/kit/not_filled_in'

export interface ${type}Settings {
  url: string
  username: string
  password: string
  timeoutMs: number
}

/**
 * The protocol: session, time limit, and what each failure means. Throws only ErpUnavailable,
 * ErpOutcomeUnknown, ErpRefused, ErpAccessDenied and ErpGibberish.
 */
export default class ${type}Client {
  constructor(protected settings: ${type}Settings) {}

  /** Asks, without changing anything: a failure means that nothing was done. */
  async read<T>(what: string, parameters: Record<string, unknown> = {}): Promise<T> {
    throw new NotFilledIn(\`reading "\${what}" from \${this.settings.url} (\${Object.keys(parameters).join(', ') || 'no parameters'})\`)
  }

  /** Changes something: when the answer is lost, it may have been done. */
  async write<T>(what: string, body: Record<string, unknown>): Promise<T> {
    throw new NotFilledIn(\`writing "\${what}" to \${this.settings.url} (\${Object.keys(body).join(', ') || 'nothing'})\`)
  }

  async close(): Promise<void> {}
}
`

const mappers = (type: string, at: string) => `import type { ErpEntity, ErpRecords } from '#contracts/erp'
import NotFilledIn from '#erp/kit/not_filled_in'

/** A row as the ERP gives it. */
export type ${type}Row = Record<string, unknown>

/** Pure: a row of the ERP as a record of the contract. What cannot be understood is thrown, with the field. */
export const MAPPERS: { [E in ErpEntity]?: (row: ${type}Row) => ErpRecords[E] } = {
  customer: () => notYet('customer'),
  product: () => notYet('product'),
  order: () => notYet('order'),
  delivery: () => notYet('delivery'),
  invoice: () => notYet('invoice'),
}

function notYet(entity: ErpEntity): never {
  throw new NotFilledIn(\`mapping a row to a record of the sort "\${entity}" (${at.split('/').at(-1)}_mappers.ts)\`)
}
`

const connector = (type: string, at: string) => `import type { ErpConnector, ErpDescription, ErpEntity, ErpInvoice, ErpPage, ErpPageRequest, ErpRecords, InvoiceToPost } from '#contracts/erp'
import ${type}Client, { type ${type}Settings } from '${at}_client'
import { MAPPERS, type ${type}Row } from '${at}_mappers'
import NotFilledIn from '#erp/kit/not_filled_in'

/** The flow: pages in keyset order, records one by one, invoices exactly once. */
export default class ${type}Connector implements ErpConnector {
  private readonly client: ${type}Client

  constructor(settings: ${type}Settings) {
    this.client = new ${type}Client(settings)
  }

  async describe(): Promise<ErpDescription> {
    throw new NotFilledIn('describe: name, version, company, currency, time zone, capabilities, and a limit for whatever is impossible')
  }

  async serverTime(): Promise<string> {
    throw new NotFilledIn('serverTime: the ERP’s own clock, ISO in UTC')
  }

  async readPage<E extends ErpEntity>(entity: E, { since, after, limit }: ErpPageRequest): Promise<ErpPage<ErpRecords[E]>> {
    const map = MAPPERS[entity]
    if (!map) return { records: [], unreadable: [], next: null }
    const rows = await this.client.read<${type}Row[]>(entity, { since, after, limit })
    const page: ErpPage<ErpRecords[E]> = { records: [], unreadable: [], next: rows.length < limit ? null : keyOf(rows.at(-1)!) }
    for (const row of rows) {
      try {
        page.records.push(map(row))
      } catch (error) {
        page.unreadable.push({ id: keyOf(row), reason: (error as Error).message, raw: row })
      }
    }
    return page
  }

  async readKeys(entity: ErpEntity, after: string | null, limit: number): Promise<{ keys: string[]; next: string | null }> {
    throw new NotFilledIn(\`readKeys: the keys of every \${entity}, \${limit} from \${after ?? 'the first'} on, deactivated ones included\`)
  }

  async readOne<E extends ErpEntity>(entity: E, id: string): Promise<ErpRecords[E] | null> {
    throw new NotFilledIn(\`readOne: the \${entity} \${id}, or null when the ERP says that there is none\`)
  }

  async findInvoices(reference: string): Promise<ErpInvoice[]> {
    throw new NotFilledIn(\`findInvoices: every invoice under \${reference}, drafts too, cancelled ones not\`)
  }

  async postInvoice({ reference }: InvoiceToPost): Promise<ErpInvoice> {
    throw new NotFilledIn(\`postInvoice: create \${reference} and make it valid; resume a draft that is there\`)
  }

  linkTo(): string | null {
    return null
  }

  close(): Promise<void> {
    return this.client.close()
  }
}

function keyOf(row: ${type}Row): string {
  return String(row.id)
}
`

const spec = (name: string, type: string, at: string) => `import { env } from 'node:process'
import { test } from '@japa/runner'
import ${type}Connector from '${at}_connector'
import NotFilledIn from '#erp/kit/not_filled_in'
import { keepsTheContract, type ErpUnderTest } from '#tests/contract/erp_connector'

/** A company of the ERP that tests may change. Without one, the suite says what is missing. */
const settings = {
  url: env.${name.toUpperCase()}_URL ?? 'http://127.0.0.1:9',
  username: env.${name.toUpperCase()}_USERNAME ?? '',
  password: env.${name.toUpperCase()}_PASSWORD ?? '',
  timeoutMs: 10_000,
}

const missing = (what: string) => async (): Promise<never> => {
  throw new NotFilledIn(\`\${what} (tests/contract/${name}_connector.spec.ts)\`)
}

test.group('${type} as an ERP', (group) => {
  const erp: ErpUnderTest = {
    connector: new ${type}Connector(settings),
    customerId: 'the id of a customer who may be invoiced',
    productId: 'the id of a product that is sold by the piece',
    currency: 'EUR',
    renameCustomer: missing('renameCustomer: change a customer’s name inside the ERP, not through the connector'),
    moveCustomer: missing('moveCustomer: change only the address of a customer inside the ERP'),
    spoil: missing('spoil: make one record impossible to understand, and name it'),
    refusals: [],
  }
  group.teardown(() => erp.connector.close())

  keepsTheContract(() => erp)

  test('says at least one thing that must be refused, and why', ({ assert }) => {
    assert.isNotEmpty(erp.refusals, 'Fill in "refusals": a blocked or unknown customer, a closed period, an unknown currency')
  })
})
`
