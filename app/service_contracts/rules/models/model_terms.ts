import { CLOCKS, SEVERITIES, type ServiceClock, type ServiceLevelTerms, type Severity, type WaitingReason } from '#service_contracts/rules/service_level'

/** A price line of a model, as its contracts get it. */
export interface ModelLine {
  id: number
  productId: number | null
  description: string
  /** Decimal text, as the price. */
  quantity: string
  unitPrice: string
}

/** Everything a contract takes over from a model, as it stood when it was published. */
export interface ModelTerms {
  /** By column; booleans are 0 and 1, what is empty is null. */
  fields: Record<string, string | number | null>
  lines: ModelLine[]
  /** What was published of the coverage set by then. */
  coverage: { setId: number; number: number } | null
  documents: { kind: string; title: string; version: number; sha256: string }[]
  /** A copy of the service level; versions of before there were any lack it. */
  serviceLevel?: ServiceLevelTerms | null
}

export type TermDifference =
  | { what: 'field'; field: string; before: string | number | null; after: string | number | null }
  | { what: 'line_added' | 'line_removed'; line: ModelLine }
  | { what: 'line_changed'; line: ModelLine; before: ModelLine }
  | { what: 'coverage'; before: number | null; after: number | null }
  | { what: 'service_target'; clock: ServiceClock; severity: Severity; before: number | null; after: number | null }
  | { what: 'service_calendar'; before: number; after: number }
  | { what: 'service_pauses'; before: WaitingReason[]; after: WaitingReason[] }
  | { what: 'document_added' | 'document_removed' | 'document_changed'; title: string; kind: string }

/** What differs between two versions of a model, in the order in which a page tells it. */
export function termDifferences(before: ModelTerms, after: ModelTerms): TermDifference[] {
  return [...fieldDifferences(before, after), ...lineDifferences(before.lines, after.lines), ...coverageDifference(before, after), ...serviceDifferences(before, after), ...documentDifferences(before, after)]
}

function fieldDifferences(before: ModelTerms, after: ModelTerms): TermDifference[] {
  const names = [...new Set([...Object.keys(after.fields), ...Object.keys(before.fields)])]
  return names
    .map((field) => ({ what: 'field' as const, field, before: before.fields[field] ?? null, after: after.fields[field] ?? null }))
    .filter((one) => one.before !== one.after && !isOnlyNewer(one.field, before, after))
}

/** A field that the older version did not know yet, and that the newer one leaves as it is for everybody. */
function isOnlyNewer(field: string, before: ModelTerms, after: ModelTerms): boolean {
  return !(field in before.fields) && !Number(after.fields[field] ?? 0)
}

function lineDifferences(before: ModelLine[], after: ModelLine[]): TermDifference[] {
  const found: TermDifference[] = []
  for (const line of after) {
    const old = before.find(({ id }) => id === line.id)
    if (!old) found.push({ what: 'line_added', line })
    else if (!sameLine(old, line)) found.push({ what: 'line_changed', line, before: old })
  }
  const gone = before.filter(({ id }) => !after.some((line) => line.id === id))
  return [...found, ...gone.map((line): TermDifference => ({ what: 'line_removed', line }))]
}

function sameLine(one: ModelLine, other: ModelLine): boolean {
  return one.productId === other.productId && one.description === other.description && one.quantity === other.quantity && one.unitPrice === other.unitPrice
}

function coverageDifference(before: ModelTerms, after: ModelTerms): TermDifference[] {
  const isSame = before.coverage?.setId === after.coverage?.setId && before.coverage?.number === after.coverage?.number
  return isSame ? [] : [{ what: 'coverage', before: before.coverage?.number ?? null, after: after.coverage?.number ?? null }]
}

/** What another or a changed service level promises otherwise; that there is one at all is told by its field. */
function serviceDifferences({ serviceLevel: old }: ModelTerms, { serviceLevel: fresh }: ModelTerms): TermDifference[] {
  if (!old || !fresh) return []
  const found: TermDifference[] = SEVERITIES.flatMap((severity) =>
    CLOCKS.map((clock) => ({ what: 'service_target' as const, clock, severity, before: old.targets[severity]?.[clock] ?? null, after: fresh.targets[severity]?.[clock] ?? null }))
  ).filter(({ before, after }) => before !== after)
  if (old.calendarId !== fresh.calendarId) found.push({ what: 'service_calendar', before: old.calendarId, after: fresh.calendarId })
  if (old.pausedBy.join() !== fresh.pausedBy.join()) found.push({ what: 'service_pauses', before: old.pausedBy, after: fresh.pausedBy })
  return found
}

function documentDifferences(before: ModelTerms, after: ModelTerms): TermDifference[] {
  const keyOf = ({ kind, title }: { kind: string; title: string }) => `${kind}\n${title}`
  const old = new Map(before.documents.map((document) => [keyOf(document), document]))
  const found: TermDifference[] = []
  for (const document of after.documents) {
    const known = old.get(keyOf(document))
    old.delete(keyOf(document))
    const { title, kind } = document
    if (!known) found.push({ what: 'document_added', title, kind })
    else if (known.sha256 !== document.sha256) found.push({ what: 'document_changed', title, kind })
  }
  return [...found, ...[...old.values()].map(({ title, kind }): TermDifference => ({ what: 'document_removed', title, kind }))]
}
