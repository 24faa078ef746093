import type { ErpConnector } from '#contracts/erp'

export interface ConnectorSetting {
  name: string
  kind: 'text' | 'password' | 'number' | 'url' | 'choice'
  isRequired: boolean
  /** Kept encrypted and never shown again. */
  isSecret: boolean
  fallback?: string
  /** What a choice offers. */
  options?: string[]
}

/** One kind of ERP a connection can speak to, as `providers/erp_provider.ts` registers it. */
export interface ConnectorKind {
  kind: string
  settings: ConnectorSetting[]
  /** Whether a mapping says how this ERP is spoken to; it comes in as the setting `mapping`. */
  isMapped?: boolean
  /** Builds the connector; no network yet. */
  open(settings: Record<string, string>, connectionId: number | null): ErpConnector
}

const kinds = new Map<string, ConnectorKind>()

/** Makes a kind of ERP available; the last registration under a name holds. */
export function registerConnector(kind: ConnectorKind): void {
  kinds.set(kind.kind, kind)
}

/** Every kind of ERP a person may choose, in order of registration. */
export function connectorKinds(): ConnectorKind[] {
  return [...kinds.values()]
}

/** @throws {RangeError} when no connector of that kind is registered */
export function connectorKind(kind: string): ConnectorKind {
  const found = kinds.get(kind)
  if (!found) throw new RangeError(`There is no connector for "${kind}"`)

  return found
}
