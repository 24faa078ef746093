import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { todayIn } from '#shared/clock'
import ValidateSandboxDraft from '#erp/actions/validate_sandbox_draft'
import WriteSandboxDraft from '#erp/actions/write_sandbox_draft'
import { answered, ApiAnswer } from '#erp/connectors/sandbox/api/api_answers'
import { typedDraft, typedLine } from '#erp/connectors/sandbox/api/api_drafts'
import { sandboxSettings } from '#erp/connectors/sandbox/sandbox_settings'

export default class SandboxApiInvoicesController {
  /** The answer is the bare number of the draft. */
  async store(ctx: HttpContext) {
    return answered(ctx, 'create', async () => {
      const id = await new WriteSandboxDraft().handle(typedDraft(ctx.request.body()))
      return new ApiAnswer(200, String(id))
    })
  }

  async addLine(ctx: HttpContext) {
    return answered(ctx, 'add_line', async () => {
      const { currency } = await sandboxSettings(db.connection())
      await new WriteSandboxDraft().addLine(Number(ctx.params.invoice_id), typedLine(ctx.request.body(), currency))
      return { ok: true }
    })
  }

  /** 304 when it was valid already. */
  async validate(ctx: HttpContext) {
    return answered(ctx, 'validate', async () => {
      const { timeZone } = await sandboxSettings(db.connection())
      const isNew = await new ValidateSandboxDraft().handle(Number(ctx.params.invoice_id), todayIn(timeZone))
      return isNew ? { ok: true } : new ApiAnswer(304, null)
    })
  }

  async destroy(ctx: HttpContext) {
    return answered(ctx, 'discard', async () => {
      await new WriteSandboxDraft().discard(Number(ctx.params.id))
      return { ok: true }
    })
  }
}
