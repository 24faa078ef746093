import type { HttpContext } from '@adonisjs/core/http'

/** What Unpoly says about a request it made; plain requests are `root` and validate nothing. */
export interface UnpolyRequest {
  /** The request came from Unpoly and not from the browser's own navigation. */
  isPartial: boolean
  mode: string
  /** In a drawer, dialog or popup. */
  isOverlay: boolean
  target: string | null
  /** Fields to check while the person is still typing; nothing may be saved then. */
  validates: string[]
  /** The form asked to stay in its drawer after it was saved. */
  staysOpen: boolean
  /** The page or drawer the person was looking at. */
  location: string | null
}

declare module '@adonisjs/core/http' {
  interface HttpContext {
    up: UnpolyRequest
  }
}

/** Reads the `X-Up-*` headers. */
export function unpolyRequest({ request }: HttpContext): UnpolyRequest {
  const mode = request.header('x-up-mode') ?? 'root'

  return {
    isPartial: request.header('x-up-version') !== undefined,
    mode,
    isOverlay: mode !== 'root' && mode !== 'cover',
    target: request.header('x-up-target') ?? null,
    validates: (request.header('x-up-validate') ?? '').split(/\s+/).filter(Boolean),
    staysOpen: request.header('x-annexa-stay') === '1',
    location: request.header('x-annexa-location') ?? null,
  }
}
