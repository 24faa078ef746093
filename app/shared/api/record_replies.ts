import { errors } from '@adonisjs/lucid'
import type { HttpContext } from '@adonisjs/core/http'
import type { Actor } from '#shared/actor'
import { Conflict } from '#shared/errors/conflict'
import { reply, type Reply } from '#shared/api/reply'
import { apiRecord, pluralOf } from '#shared/api/rules/api_record'
import { apiValues, versionOf } from '#shared/api/rules/api_request'
import type { Trx } from '#shared/database/transaction'
import { SentencesOfValidation } from '#shared/presentation/sentences_of_validation'
import DeleteRecord from '#shared/records/actions/delete_record'
import SaveRecord from '#shared/records/actions/save_record'
import { withInitialValues } from '#shared/records/initial_values'
import { reaches } from '#shared/records/queries/visibility'
import type { RecordType, Row, Values } from '#shared/records/record_type'
import { findRow } from '#shared/records/rows'
import { validatorOf } from '#shared/records/validator'

/** What the API answers about single records, for one person. */
export class RecordReplies {
  protected save = new SaveRecord()

  constructor(
    protected type: RecordType,
    protected actor: Actor,
    protected i18n: HttpContext['i18n']
  ) {}

  async shown(id: number): Promise<Reply> {
    return this.told(200, await this.visible(id))
  }

  async created(body: unknown, trx?: Trx): Promise<Reply> {
    const { values } = apiValues(this.type, body)
    const row = await this.save.handle(this.type, { id: null, values: await this.validated(withInitialValues(this.type, values), false), source: 'api' }, this.actor, trx)
    return this.told(201, row, { location: `/api/v1/${pluralOf(this.type)}/${row.id}` })
  }

  /** @param isPartial only the fields of the body are checked, as PATCH means it */
  async updated(id: number, body: unknown, ifMatch: string | undefined, isPartial: boolean, trx?: Trx): Promise<Reply> {
    const asked = apiValues(this.type, body)
    const version = versionOf(ifMatch) ?? asked.version
    await this.visible(id, trx)
    const values = await this.validated(asked.values, isPartial)
    try {
      return this.told(200, await this.save.handle(this.type, { id, values, version, source: 'api' }, this.actor, trx))
    } catch (error) {
      if (error instanceof Conflict) throw new Conflict(apiRecord(this.type, await findRow(this.type, id, trx)), asked.values)
      throw error
    }
  }

  async removed(id: number, ifMatch: string | undefined, trx?: Trx): Promise<Reply> {
    const row = await this.visible(id, trx)
    const version = versionOf(ifMatch)
    if (version !== null && version !== Number(row.version)) throw new Conflict(apiRecord(this.type, row), {})
    await new DeleteRecord().handle(this.type, id, this.actor, 'api', trx)
    return reply(204, null)
  }

  /** A record out of sight does not exist, whatever is wanted of it. */
  private async visible(id: number, trx?: Trx): Promise<Row> {
    const row = await findRow(this.type, id, trx)
    if (!reaches(this.type, row, this.actor, 'view')) throw new errors.E_ROW_NOT_FOUND()
    return row
  }

  private validated(values: Values, isPartial: boolean): Promise<Values> {
    return validatorOf(this.type, isPartial).validate(values, { messagesProvider: new SentencesOfValidation(this.i18n, this.type.domain) })
  }

  private told(status: number, row: Row, headers: Record<string, string> = {}): Reply {
    const tag: Record<string, string> = row.version === undefined ? {} : { etag: `"${row.version}"` }
    return reply(status, { data: apiRecord(this.type, row) }, { ...tag, ...headers })
  }
}
