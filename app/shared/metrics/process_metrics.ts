import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'

/** What only this process knows: its memory, its event loop and the requests it answered. */
export const processMetrics = new Registry()

collectDefaultMetrics({ register: processMetrics })

const requests = new Histogram({
  name: 'annexa_http_request_duration_seconds',
  help: 'Time from a request to its answer, in this process',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers: [processMetrics],
})

/**
 * Counts an answered request.
 *
 * @param route the pattern, never the address: each value is a series of its own
 */
export function countRequest(method: string, route: string, status: number, seconds: number): void {
  requests.observe({ method, route, status }, seconds)
}
