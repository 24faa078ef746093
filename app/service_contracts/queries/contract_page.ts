import type { Actor } from '#shared/actor'
import type { Row, Values } from '#shared/records/record_type'
import { originOf } from '#service_contracts/queries/contracts_of_origin'
import { contractPanel } from '#service_contracts/queries/contract_panel'
import { invoicesPart } from '#service_contracts/queries/contract_parts/invoices_part'
import { modelPart } from '#service_contracts/queries/contract_parts/model_part'
import { peoplePart } from '#service_contracts/queries/contract_parts/people_part'
import { renewalPart } from '#service_contracts/queries/contract_parts/renewal_part'
import { signingPart } from '#service_contracts/queries/contract_parts/signing_part'

const PARTS = {
  overview: contractPanel,
  renewal: renewalPart,
  people: peoplePart,
  documents: async () => ({}),
  signing: signingPart,
  invoices: invoicesPart,
  model: modelPart,
} satisfies Record<string, (row: Row, actor: Actor, query: Values) => Promise<object>>

type Part = keyof typeof PARTS

/** One part of the page of a contract, as its address asks for; the overview when it asks for none. */
export async function contractPage(row: Row, actor: Actor, query: Values) {
  const part: Part = Object.hasOwn(PARTS, String(query.part)) ? (query.part as Part) : 'overview'
  const offered = (Object.keys(PARTS) as Part[]).filter((name) => name !== 'invoices' || actor.may('invoice', 'view'))
  return { part, parts: offered, origin: await originOf(row, actor), ...(await PARTS[part](row, actor, query)) }
}
