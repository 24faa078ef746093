import { faultAt } from '#erp/connectors/configured/mapping_fault'
import { schemaFindings, type Finding } from '#erp/connectors/configured/schema_check'

export type Checked<M> = { mapping: M; findings: [] } | { mapping: null; findings: Finding[] }

/** Reads the text of a mapping: JSON first, then its schema, then what only `meaning` can find. */
export function checkedText<M>(text: string, schema: Parameters<typeof schemaFindings>[1], meaning: (mapping: M) => Finding[]): Checked<M> {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    return { mapping: null, findings: [{ path: '', sentence: `This is not JSON: ${(error as Error).message}` }] }
  }
  const formal = schemaFindings(parsed, schema)
  if (formal.length > 0) return { mapping: null, findings: formal }

  const mapping = parsed as M
  const meant = meaning(mapping)
  return meant.length > 0 ? { mapping: null, findings: meant } : { mapping, findings: [] }
}

/** Tries parts of a mapping; what a part throws becomes a finding at its path. */
export function trying(findings: Finding[]): (path: string, work: () => unknown) => void {
  return (path, work) => {
    try {
      work()
    } catch (error) {
      const fault = faultAt(path, error)
      findings.push({ path: fault.path, sentence: fault.sentence })
    }
  }
}
