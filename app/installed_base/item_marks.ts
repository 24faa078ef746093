import type { Actor } from '#shared/actor'
import type { Row, RowMarks } from '#shared/records/record_type'

/** Says of each of these items what a list of them shows as a badge, such as what covers it. */
type Marking = (items: Row[], actor: Actor) => Promise<RowMarks | null>

let marking: Marking | null = null

/** The domain that knows what covers items marks them in lists; `start/home.ts` names it. */
export function offerItemMarks(offered: Marking): void {
  marking = offered
}

/** The marks of the items of one company; lists of many companies have none. */
export async function itemMarks(items: Row[], actor: Actor): Promise<RowMarks | null> {
  const isOneCompany = items.length > 0 && items.every(({ company_id: id }) => id === items[0].company_id)
  return isOneCompany && marking ? marking(items, actor) : null
}
