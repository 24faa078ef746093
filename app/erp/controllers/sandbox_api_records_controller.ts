import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { now } from '#shared/clock'
import { openFrom } from '#erp/connectors/sandbox/api/api_drafts'
import { answered, ApiAnswer, failed } from '#erp/connectors/sandbox/api/api_answers'
import { listed, RESOURCES, single } from '#erp/connectors/sandbox/api/api_lists'
import { sandboxSettings } from '#erp/connectors/sandbox/sandbox_settings'

export default class SandboxApiRecordsController {
  async company(ctx: HttpContext) {
    return answered(ctx, 'read', async ({ skewSeconds }) => {
      const { company, currency, timeZone, closedUntil } = await sandboxSettings(db.connection())
      return { ok: true, company: { name: company, currency, zone: timeZone, release: '1.0', open_from: openFrom(closedUntil) }, time: now().toUnixInteger() + skewSeconds }
    })
  }

  async index(ctx: HttpContext) {
    const name = String(ctx.params.name)
    return answered(ctx, 'read', async () => {
      if (!Object.hasOwn(RESOURCES, name)) return new ApiAnswer(404, failed('NO_RESOURCE', `There is nothing called ${name}`))
      const rows = await listed(name, ctx.request.qs())
      if (rows.length === 0) return new ApiAnswer(404, failed('EMPTY', 'Nothing was found'))
      return { ok: true, [name]: { row: rows.length === 1 ? rows[0] : rows } }
    })
  }

  async show(ctx: HttpContext) {
    const { name, id } = ctx.params
    return answered(ctx, 'read', async () => {
      const row = Object.hasOwn(RESOURCES, name) ? await single(name, id) : null
      return row ? { ok: true, row } : new ApiAnswer(404, failed('NOT_FOUND', `There is no ${id}`))
    })
  }
}
