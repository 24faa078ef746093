/** Resources of a domain and what can be done with each: `{ invoice: ['view', 'approve'] }`. */
export type Permissions = Readonly<Record<string, readonly string[]>>

export interface ResourcePermissions {
  domain: string
  resource: string
  actions: readonly string[]
}

const registered = new Map<string, ResourcePermissions>()

/**
 * Tells the role matrix which resources a domain has. Called once a domain while the
 * application starts; a resource that several domains name collects all their actions.
 */
export function registerPermissions(domain: string, permissions: Permissions): void {
  for (const [resource, actions] of Object.entries(permissions)) {
    const known = registered.get(resource)
    registered.set(resource, {
      domain: known?.domain ?? domain,
      resource,
      actions: [...new Set([...(known?.actions ?? []), ...actions])],
    })
  }
}

/** Every registered resource, in the order of registration. */
export function allPermissions(): ResourcePermissions[] {
  return [...registered.values()]
}
