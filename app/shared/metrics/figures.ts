import { Gauge, Registry } from 'prom-client'
import type { DateTime } from 'luxon'

export interface MetricSample {
  labels?: Record<string, string>
  value: number
}

/** A figure of the whole house, read when it is asked for: every process tells the same. */
export interface MetricFigure {
  name: string
  help: string
  samples: MetricSample[]
}

type Reader = (at: DateTime) => Promise<MetricFigure[]>

const readers = new Map<string, Reader>()

/** Domains add what monitors should see of them; no secret and nothing about a person. */
export function offerMetrics(name: string, reader: Reader): void {
  readers.set(name, reader)
}

/**
 * Every figure as it stands now, in a registry of its own, so that what is gone since the
 * last time is gone here. A reader that fails is told by `annexa_metrics_reader_up` and
 * takes the others' figures with it in no way.
 */
export async function figuresOfHouse(at: DateTime): Promise<Registry> {
  const registry = new Registry()
  const up = new Gauge({ name: 'annexa_metrics_reader_up', help: 'Whether these figures could be read', labelNames: ['reader'], registers: [registry] })

  for (const [reader, read] of readers) {
    const figures = await read(at).catch(() => null)
    up.set({ reader }, figures ? 1 : 0)
    for (const figure of figures ?? []) write(figure, registry)
  }
  return registry
}

function write({ name, help, samples }: MetricFigure, registry: Registry): void {
  if (samples.length === 0) return
  const labelNames = [...new Set(samples.flatMap(({ labels }) => Object.keys(labels ?? {})))]
  const gauge = new Gauge({ name: `annexa_${name}`, help, labelNames, registers: [registry] })
  for (const { labels, value } of samples) gauge.set(labels ?? {}, value)
}
