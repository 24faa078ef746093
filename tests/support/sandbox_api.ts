import { readFileSync } from 'node:fs'
import server from '@adonisjs/core/services/server'
import db from '@adonisjs/lucid/services/db'
import type { AddressInfo } from 'node:net'
import { hashOf } from '#erp/connectors/sandbox/api/api_access'
import type { FaultKind, FaultOperation } from '#erp/connectors/sandbox/api/api_faults'
import type { Mapping, Protocol } from '#erp/connectors/configured/mapping'
import { readMapping } from '#erp/connectors/configured/mapping_check'
import type { ReachSettings } from '#erp/connectors/configured/connection_settings'

export const SANDBOX_USER = 'annexa'
const KEY = 'a key of the sandbox'

/** Gives the sandbox's interface a user, and says how to reach it in this process, over REST or over SOAP. */
export async function openSandboxApi(protocol: Protocol = 'rest'): Promise<ReachSettings> {
  await db.from('sandbox_api_keys').delete()
  await db.table('sandbox_api_keys').insert({ username: SANDBOX_USER, key_hash: hashOf(KEY), created_at: '2026-01-01 00:00:00' })

  return { url: addressOfSandboxApi(protocol), username: SANDBOX_USER, password: KEY, fingerprint: '', timeoutMs: 10_000 }
}

/** Where the sandbox's interface is in this process. */
export function addressOfSandboxApi(protocol: Protocol = 'rest'): string {
  const { port } = server.getNodeServer()!.address() as AddressInfo
  return `http://127.0.0.1:${port}/api/sandbox/${protocol === 'rest' ? 'v1' : 'soap'}`
}

/** Switches a fault of the sandbox on. */
export async function switchFault(kind: FaultKind, operation: FaultOperation, more: { percent?: number; amount?: number; times?: number } = {}): Promise<void> {
  const { percent = 100, amount = 0, times = 1 } = more
  await db.table('sandbox_faults').insert({ kind, operation, percent, amount, times_left: times })
}

/** A mapping of the house, checked. */
export function presetMapping(name: string): Mapping {
  const path = new URL(`../../app/erp/connectors/configured/presets/${name}.json`, import.meta.url)
  const { mapping, findings } = readMapping(readFileSync(path, 'utf8'))
  if (!mapping) throw new Error(findings.map((one) => `${one.path}: ${one.sentence}`).join('\n'))

  return mapping
}
