import type { Actor } from '#shared/actor'
import type { Row } from '#shared/records/record_type'

/** What another domain adds to the page of a company: a component and what it shows. */
export interface CompanyPart {
  component: string
  load(company: Row, actor: Actor): Promise<Record<string, unknown>>
}

const offered: CompanyPart[] = []

/** Domains that know something of a company offer a part of its page here, in the order of `start/home.ts`. */
export function offerCompanyPart(part: CompanyPart): void {
  offered.push(part)
}

/** The parts of a company's page, each with what it shows to this person. */
export async function companyParts(company: Row, actor: Actor): Promise<{ component: string; state: Record<string, unknown> }[]> {
  const parts = []
  for (const { component, load } of offered) parts.push({ component, state: await load(company, actor) })
  return parts
}
