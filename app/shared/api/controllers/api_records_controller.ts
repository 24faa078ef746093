import type { HttpContext } from '@adonisjs/core/http'
import AnswerOnce from '#shared/api/actions/answer_once'
import ApiRefused from '#shared/api/errors/api_refused'
import { RecordReplies } from '#shared/api/record_replies'
import type { Reply } from '#shared/api/reply'
import { apiRecord } from '#shared/api/rules/api_record'
import { apiListRequest } from '#shared/api/rules/api_request'
import type { Trx } from '#shared/database/transaction'
import { RecordList } from '#shared/records/queries/record_list'

export default class ApiRecordsController {
  async index({ recordType, request, actor }: HttpContext) {
    const { limit, ...asked } = apiListRequest(recordType, request.qs())
    const { rows, next, previous } = await new RecordList(recordType, asked, actor).page(limit)
    return { data: rows.map((row) => apiRecord(recordType, row)), page: { limit, next, previous } }
  }

  async show(ctx: HttpContext) {
    this.send(ctx, await this.replies(ctx).shown(Number(ctx.params.id)))
  }

  async store(ctx: HttpContext) {
    await this.once(ctx, (trx) => this.replies(ctx).created(ctx.request.body(), trx))
  }

  async update(ctx: HttpContext) {
    const isPartial = ctx.request.method() === 'PATCH'
    const ifMatch = ctx.request.header('if-match')
    await this.once(ctx, (trx) => this.replies(ctx).updated(Number(ctx.params.id), ctx.request.body(), ifMatch, isPartial, trx))
  }

  async destroy(ctx: HttpContext) {
    await this.once(ctx, (trx) => this.replies(ctx).removed(Number(ctx.params.id), ctx.request.header('if-match'), trx))
  }

  private replies({ recordType, actor, i18n }: HttpContext) {
    return new RecordReplies(recordType, actor, i18n)
  }

  private async once(ctx: HttpContext, work: (trx?: Trx) => Promise<Reply>) {
    const { request, actor } = ctx
    const key = request.header('idempotency-key')
    if (key === undefined) return this.send(ctx, await work())
    if (!/^[\x21-\x7e]{1,191}$/.test(key)) throw new ApiRefused(422, 'E_IDEMPOTENCY_KEY', 'An idempotency key is 1 to 191 visible characters', 'Idempotency-Key')

    const asked = JSON.stringify([request.method(), request.url(), request.header('if-match') ?? null, request.body()])
    this.send(ctx, await new AnswerOnce().handle({ key, userId: actor.id, request: asked }, work))
  }

  private send({ response }: HttpContext, { status, headers, body }: Reply) {
    for (const [name, value] of Object.entries(headers)) response.header(name, value)
    response.status(status).send(body === null ? '' : body)
  }
}
