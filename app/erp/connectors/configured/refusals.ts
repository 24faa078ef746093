import ErpRefused from '#erp/errors/erp_refused'
import type { WireAnswer } from '#erp/connectors/configured/answers'
import { compileRule, type FieldRule } from '#erp/connectors/configured/field_rules'
import type { Failures } from '#erp/connectors/configured/mapping'

/** Reads code and sentence out of an answer that refuses. */
export function compileRefusals({ code, sentence, codes = {} }: Failures = {}) {
  const readCode = reader(code)
  const readSentence = reader(sentence)

  return (answer: WireAnswer): { code: ErpRefused; sentence: string } => {
    const given = readCode(answer)
    const words = readSentence(answer)
    const known = Object.hasOwn(codes, given) ? codes[given] : 'other'
    const fallback = `The ERP refuses with status ${answer.status}${given ? ` and code ${given}` : ''}`

    return { code: new ErpRefused(known, words || fallback), sentence: words }
  }
}

function reader(rule: FieldRule | undefined): (answer: WireAnswer) => string {
  if (rule === undefined) return () => ''
  const read = compileRule(rule)
  return ({ body }) => {
    try {
      return String(read(body, {}) ?? '')
    } catch {
      return ''
    }
  }
}
