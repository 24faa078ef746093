import { offeredBy, type ErpConnector, type ErpDescription, type ErpEntity } from '#contracts/erp'
import { abilitiesOf, observedAbilities, type Ability, type ErpObservations } from '#erp/rules/erp_abilities'

const SAMPLE = 20
const NO_REFERENCE = 'SVC-NONE-0000'

export interface ErpProbe {
  description: ErpDescription
  abilities: Ability[]
}

/** Tries what a connection needs of its ERP, without changing anything there. */
export default class ProbeErp {
  constructor(protected connector: ErpConnector) {}

  /** @throws {ErpError} when the ERP does not even say who it is */
  async handle(clock: () => number = Date.now): Promise<ErpProbe> {
    const description = await this.connector.describe()
    const observations: ErpObservations = { skewSeconds: await this.skew(clock), readings: [], searchFailure: await this.search() }
    for (const entity of offeredBy(description)) observations.readings.push(await this.reading(entity, clock))

    return { description, abilities: [...abilitiesOf(description), ...observedAbilities(observations)] }
  }

  /** The ERP's time against the middle of the call. */
  private async skew(clock: () => number): Promise<number | null> {
    const before = clock()
    const theirs = await this.connector.serverTime().catch(() => null)
    return theirs === null ? null : Math.round((Date.parse(theirs) - (before + clock()) / 2) / 1000)
  }

  private async search(): Promise<string | null> {
    return this.connector.findInvoices(NO_REFERENCE).then(
      () => null,
      (error: Error) => error.message
    )
  }

  private async reading(entity: ErpEntity, clock: () => number) {
    const begun = clock()
    try {
      const page = await this.connector.readPage(entity, { since: null, after: null, limit: SAMPLE })
      return { entity, records: page.records.length, unreadable: page.unreadable.length, milliseconds: clock() - begun, failure: null }
    } catch (error) {
      return { entity, records: 0, unreadable: 0, milliseconds: clock() - begun, failure: (error as Error).message }
    }
  }
}
