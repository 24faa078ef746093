import type { Actor } from '#shared/actor'

/** A figure of the home page with the list it sums up. */
export interface Figure {
  labelKey: string
  value: { kind: 'count'; count: number } | { kind: 'money'; cents: number; currency: string } | { kind: 'ago'; at: string | null }
  href: string
  tone?: 'warning' | 'danger'
  /** When what it rests on was last told, SQL instant; null when it never was, left out where it is the house's own. */
  toldAt?: string | null
}

type Source = (actor: Actor) => Promise<Figure[]>

const sources: Source[] = []

/** Domains offer the figures that tell how things stand. */
export function offerFigures(source: Source): void {
  sources.push(source)
}

export async function figuresFor(actor: Actor): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const source of sources) figures.push(...(await source(actor)))
  return figures
}
