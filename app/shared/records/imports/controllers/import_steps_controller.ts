import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import ContinueImport from '#shared/records/imports/actions/continue_import'
import MapImport from '#shared/records/imports/actions/map_import'
import RevertImport from '#shared/records/imports/actions/revert_import'
import WriteImport from '#shared/records/imports/actions/write_import'
import { mappingValidator } from '#shared/records/imports/mapping_validator'
import { ownImport } from '#shared/records/imports/queries/own_import'

/** The steps of an import, each begun by a button: dry run, writing, taking back. */
export default class ImportStepsController {
  @inject()
  async check(ctx: HttpContext, map: MapImport, go: ContinueImport) {
    const { id } = await this.find(ctx)
    const mapping = await ctx.request.validateUsing(mappingValidator(ctx.recordType))
    await go.soon(await map.handle(ctx.recordType, id, mapping), 'check')
    return this.back(ctx, id)
  }

  @inject()
  async write(ctx: HttpContext, write: WriteImport, go: ContinueImport) {
    const { id } = await this.find(ctx)
    await go.soon(await write.begin(id), 'write')
    return this.back(ctx, id)
  }

  @inject()
  async revert(ctx: HttpContext, revert: RevertImport, go: ContinueImport) {
    const { id } = await this.find(ctx)
    await go.soon(await revert.begin(id), 'revert')
    return this.back(ctx, id)
  }

  private find({ recordType, params, actor }: HttpContext) {
    return ownImport(recordType, Number(params.import_id), actor)
  }

  private back({ recordType, response }: HttpContext, id: number) {
    return response.redirect().status(303).toPath(`${recordType.path}/imports/${id}`)
  }
}
