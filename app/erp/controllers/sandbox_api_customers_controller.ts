import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import AdmitSandboxCustomer from '#erp/actions/admit_sandbox_customer'
import { answered } from '#erp/connectors/sandbox/api/api_answers'
import { typedChanges, typedCustomer, typedStamp } from '#erp/connectors/sandbox/api/api_customers'
import { sandboxSettings } from '#erp/connectors/sandbox/sandbox_settings'

export default class SandboxApiCustomersController {
  async store(ctx: HttpContext) {
    return answered(ctx, 'create', async () => {
      const no = await new AdmitSandboxCustomer().create(typedCustomer(ctx.request.body()))
      return { ok: true, no }
    })
  }

  /** `changed` says which version the caller has seen. */
  async update(ctx: HttpContext) {
    return answered(ctx, 'change', async () => {
      const { timeZone } = await sandboxSettings(db.connection())
      const body = ctx.request.body()
      await new AdmitSandboxCustomer().change(Number(ctx.params.id) || 0, typedChanges(body), typedStamp(body, timeZone))
      return { ok: true }
    })
  }
}
