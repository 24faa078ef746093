import ErpRefused, { type ErpRefusal } from '#erp/errors/erp_refused'
import type { WireAnswer } from '#erp/connectors/configured/answers'
import { compileRule, type FieldRule } from '#erp/connectors/configured/field_rules'
import type { Failures } from '#erp/connectors/configured/mapping'

/** Reads code and sentence out of an answer that refuses. */
export function compileRefusals({ code, sentence, codes = {}, words: known = {} }: Failures = {}) {
  const readCode = reader(code)
  const readSentence = reader(sentence)

  return (answer: WireAnswer): { code: ErpRefused; sentence: string } => {
    const given = readCode(answer)
    const words = readSentence(answer) || sentenceOfFault(answer)
    const reason = Object.hasOwn(codes, given) ? codes[given] : (byWords(known, words) ?? 'other')
    const fallback = `The ERP refuses with status ${answer.status}${given ? ` and code ${given}` : ''}`

    return { code: new ErpRefused(reason, words || fallback), sentence: words }
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

/** A SOAP fault has a sentence of its own. */
function sentenceOfFault({ body, fault }: WireAnswer): string {
  return fault ? String((body as { fault: { sentence: unknown } }).fault.sentence ?? '') : ''
}

function byWords(known: NonNullable<Failures['words']>, sentence: string): ErpRefusal | undefined {
  const said = sentence.toLowerCase()
  const found = Object.entries(known).find(([, words]) => words.some((one) => said.includes(one.toLowerCase())))
  return found?.[0] as ErpRefusal | undefined
}
