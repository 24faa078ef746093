import type { Actor } from '#shared/actor'
import type { Row } from '#shared/records/record_type'

/** What another domain adds to the page of a company: a component and what it shows. */
export interface CompanyPart {
  component: string
  /** Null where there is nothing to show of this company. */
  load(company: Row, actor: Actor): Promise<Record<string, unknown> | null>
}

const offered: CompanyPart[] = []

/** Domains that know something of a company offer a part of its page here, in the order of `start/home.ts`. */
export function offerCompanyPart(part: CompanyPart): void {
  offered.push(part)
}

/** The parts of a company's page, each with what it shows to this person. */
export async function companyParts(company: Row, actor: Actor): Promise<{ component: string; state: Record<string, unknown> }[]> {
  const parts = await Promise.all(offered.map(async ({ component, load }) => ({ component, state: await load(company, actor) })))
  return parts.flatMap(({ component, state }) => (state ? [{ component, state }] : []))
}
