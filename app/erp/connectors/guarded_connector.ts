import type { ErpConnector } from '#contracts/erp'
import type Circuit from '#erp/circuit'

/** What asks the ERP nothing. */
const AT_HOME = new Set(['close', 'linkTo', 'remap'])

/** What has calls of its own. */
const PARTS = new Set(['customers', 'orders', 'stock'])

/** A connector whose calls, those of its parts too, go through the circuit of its connection. */
export function guardedConnector(connector: ErpConnector, circuit: Circuit): ErpConnector {
  return guarded(connector, circuit)
}

function guarded<T extends object>(part: T, circuit: Circuit): T {
  return new Proxy(part, {
    get(target, name) {
      const member = Reflect.get(target, name, target) as unknown
      if (PARTS.has(String(name)) && typeof member === 'object' && member !== null) return guarded(member, circuit)
      if (typeof member !== 'function') return member
      const call = member.bind(target) as (...args: unknown[]) => Promise<unknown>

      return AT_HOME.has(String(name)) ? call : (...args: unknown[]) => circuit.run(() => call(...args))
    },
  })
}
