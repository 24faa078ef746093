import type { Actor } from '#shared/actor'

/** One figure of a company's page, with the list that it sums up. */
export interface CompanyFigure {
  key: string
  labelKey: string
  value: { kind: 'count' | 'text'; text: string | number } | { kind: 'money'; cents: number; currency: string } | { kind: 'date'; day: string | null }
  href: string | null
  tone?: 'warning' | 'danger'
  /** When the ERP last told what it rests on, SQL instant; null when it never did, left out where it is the house's own. */
  toldAt?: string | null
}

type Source = (companyId: number, actor: Actor) => Promise<CompanyFigure[]>

const sources: Source[] = []

/** Domains that know something of a company offer it here; their provider calls this once. */
export function offerCompanyFigures(source: Source): void {
  sources.push(source)
}

export async function companyFigures(companyId: number, actor: Actor): Promise<CompanyFigure[]> {
  return (await Promise.all(sources.map((source) => source(companyId, actor)))).flat()
}
