export type Reach = 'none' | 'own' | 'team' | 'all'

/** The person, or token of a person, on whose behalf something is done. */
export interface Actor {
  id: number
  name: string
  email: string
  locale: string
  /** IANA name, such as `Europe/Madrid`. */
  timeZone: string
  groupIds: number[]
  /** How far a permission goes: one's own records, those of one's groups, or all. */
  reach(resource: string, action: string): Reach
  may(resource: string, action: string): boolean
}

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** Set by the identity middleware on every guarded route. */
    actor: Actor
  }
}
