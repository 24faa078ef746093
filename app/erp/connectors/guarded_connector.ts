import type { ErpConnector } from '#contracts/erp'
import type Circuit from '#erp/circuit'

/** What asks the ERP nothing. */
const AT_HOME = new Set(['close', 'linkTo', 'remap'])

/** A connector whose calls go through the circuit of its connection. */
export function guardedConnector(connector: ErpConnector, circuit: Circuit): ErpConnector {
  return new Proxy(connector, {
    get(target, name) {
      const member = Reflect.get(target, name, target) as unknown
      if (typeof member !== 'function') return member
      const call = member.bind(target) as (...args: unknown[]) => Promise<unknown>

      return AT_HOME.has(String(name)) ? call : (...args: unknown[]) => circuit.run(() => call(...args))
    },
  })
}
