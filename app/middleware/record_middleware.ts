import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import type { RecordType } from '#shared/records/record_type'
import { recordType } from '#shared/records/registry'

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** The record type whose routes are being served. */
    recordType: RecordType
  }
}

/** Tells the record controllers which type a route is about. */
export default class RecordMiddleware {
  handle(ctx: HttpContext, next: NextFn, name: string) {
    ctx.recordType = recordType(name)
    return next()
  }
}
