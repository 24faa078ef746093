import type { Actor } from '#shared/actor'
import type { Row } from '#shared/records/record_type'

/** What another domain adds to the page of a registration: a component and what it shows. */
export interface RegistrationPart {
  component: string
  load(registration: Row, actor: Actor): Promise<Record<string, unknown>>
}

const offered: RegistrationPart[] = []

/** Domains that know something of a registration offer a part of its page here, in the order of `start/home.ts`. */
export function offerRegistrationPart(part: RegistrationPart): void {
  offered.push(part)
}

/** The parts of a registration's page, each with what it shows to this person. */
export async function registrationParts(registration: Row, actor: Actor): Promise<{ component: string; state: Record<string, unknown> }[]> {
  const parts = []
  for (const { component, load } of offered) parts.push({ component, state: await load(registration, actor) })
  return parts
}
