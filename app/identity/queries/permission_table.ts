import type { I18n } from '@adonisjs/i18n'
import { allPermissions, type ResourcePermissions } from '#shared/permissions'
import type { Reach } from '#shared/actor'
import { reachOf, type Grant } from '#identity/rules/reach'

export interface PermissionRow {
  resource: string
  label: string
  cells: { action: string; label: string; reach: Reach }[]
}

/** The matrix of a role, domain by domain, in the reader's language. */
export function permissionTable(grants: readonly Grant[], i18n: I18n): { domain: string; rows: PermissionRow[] }[] {
  const reach = reachOf(grants)
  const domains = new Map<string, PermissionRow[]>()

  for (const known of allPermissions()) {
    const rows = domains.get(known.domain) ?? []
    domains.set(known.domain, rows)
    rows.push({
      resource: known.resource,
      label: resourceLabel(known, i18n),
      cells: known.actions.map((action) => ({
        action,
        label: firstText(i18n, [`identity.actions.${action}`, `${known.domain}.actions.${action}`], action),
        reach: reach(known.resource, action),
      })),
    })
  }
  return [...domains].map(([domain, rows]) => ({
    domain: firstText(i18n, [`identity.domains.${domain}`, `${domain}.title`], domain),
    rows,
  }))
}

function resourceLabel({ domain, resource }: ResourcePermissions, i18n: I18n): string {
  const keys = [`${domain}.${resource}.many`, `identity.resources.${resource}`, `${domain}.resources.${resource}`]
  return firstText(i18n, keys, resource)
}

function firstText(i18n: I18n, keys: string[], otherwise: string): string {
  const key = keys.find((one) => i18n.resolveIdentifier(one) !== null)
  return key ? i18n.t(key) : otherwise.replaceAll('_', ' ')
}
