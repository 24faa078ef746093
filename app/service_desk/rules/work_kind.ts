/** What can be reported on a request; coverage knows the same categories. */
export const WORK_KINDS = ['labour', 'part', 'travel', 'expense'] as const
export type WorkKind = (typeof WORK_KINDS)[number]

/** What a line of work is counted in when nobody says: hours of labour, kilometres, pieces. */
export const USUAL_UNIT: Record<WorkKind, string | null> = { labour: 'h', part: null, travel: 'km', expense: null }
