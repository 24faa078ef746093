import type { ErpConnector, ErpEntity } from '#contracts/erp'
import type { TriedRecord } from '#erp/connectors/configured/mapped_records'
import type { Finding } from '#erp/connectors/configured/schema_check'

export interface ConnectorSetting {
  name: string
  /** A `document` is a long text, such as a WSDL. */
  kind: 'text' | 'password' | 'number' | 'url' | 'choice' | 'document'
  isRequired: boolean
  /** Kept encrypted and never shown again. */
  isSecret: boolean
  fallback?: string
  /** Sentence `erp.setting_hints.<hint>` under the field. */
  hint?: string
  /** What a choice offers. */
  options?: string[]
}

/** Reads with a mapping that is not saved; nothing is kept. */
export interface MappingTrial {
  trial(entity: ErpEntity): Promise<TriedRecord[]>
  close(): Promise<void>
}

/** How mappings of one kind are written. */
export interface MappingLanguage {
  /** The mappings that come with the house, by name. */
  presets: Record<string, string>
  /** Everything that is wrong with a text, each with its path. */
  findings(text: string): Finding[]
  /** Takes a text without findings. */
  trial(settings: Record<string, string>, text: string, connectionId: number): MappingTrial
}

/** One kind of ERP a connection can speak to, as `providers/erp_provider.ts` registers it. */
export interface ConnectorKind {
  kind: string
  settings: ConnectorSetting[]
  /** Whether a mapping says how this ERP is spoken to; it comes in as the setting `mapping`. */
  isMapped?: boolean
  /** The language of its mappings; every kind that is mapped has one. */
  language?: MappingLanguage
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
