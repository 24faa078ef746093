import router from '@adonisjs/core/services/router'

export interface GuardedRoute {
  method: string
  pattern: string
  guard: 'open' | 'signed_in' | 'permission' | 'none'
  resource: string
  action: string
}

type Entry = { name?: string; args?: { resource: string | null; action: string | null } }

/** Values for parameters that are no id: an id is one that no record has. */
const PARAMETERS: Record<string, string> = { format: 'csv', token: 'unknown', name: 'unknown', key: 'unknown', month: '2026-01' }
const NO_SUCH_ID = '999999999'

/** Every route of the application with the guard it carries. */
export function guardedRoutes(): GuardedRoute[] {
  return Object.values(router.toJSON()).flatMap((routes) =>
    routes.flatMap((route) =>
      route.methods
        .filter((method) => !['HEAD', 'OPTIONS'].includes(method))
        .map((method) => ({ method, pattern: route.pattern, ...guardOf([...route.middleware.all()] as Entry[]) }))
    )
  )
}

function guardOf(entries: Entry[]): Pick<GuardedRoute, 'guard' | 'resource' | 'action'> {
  const guards = entries.filter(({ name }) => name === 'guard' || name === 'open')
  if (guards.length !== 1) return { guard: 'none', resource: '', action: '' }
  const [{ name, args }] = guards
  if (name === 'open') return { guard: 'open', resource: '', action: '' }
  if (!args?.resource || !args.action) return { guard: 'signed_in', resource: '', action: '' }

  return { guard: 'permission', resource: args.resource, action: args.action }
}

export const isApi = ({ pattern }: GuardedRoute) => pattern.startsWith('/api/')
export const hasParameters = ({ pattern }: GuardedRoute) => /[:*]/.test(pattern)

/** An address of the route, about records that do not exist. */
export function addressOf({ pattern }: GuardedRoute): string {
  return pattern
    .replace(/:(\w+)\??/g, (_, name: string) => PARAMETERS[name] ?? NO_SUCH_ID)
    .replace(/\*$/, 'unknown')
}
