/** The fields of a form sent by its address in which something was typed: browsers send the empty ones too. */
export function filledFields(typed: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(typed).filter(([, value]) => typeof value !== 'string' || value.trim() !== ''))
}
