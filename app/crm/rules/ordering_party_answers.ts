/** A fact that an administrator asks of ordering parties. */
export interface PartyField {
  id: number
  label: string
  kind: 'text' | 'email' | 'phone' | 'number' | 'date' | 'checkbox'
  isRequired: boolean
}

export type AnswerFault = 'required' | 'email' | 'number' | 'date' | 'long'

const LONGEST = 255
const SHAPES: Partial<Record<PartyField['kind'], RegExp>> = {
  email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  number: /^-?\d{1,15}([.,]\d{1,6})?$/,
  date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
}

/** What was typed for each field, under `f` and its id (a bare number would make a list of it), and what is wrong with it. Fields nobody asks for any more keep what they hold. */
export function readAnswers(fields: readonly PartyField[], typed: Record<string, unknown>, before: Record<string, string> = {}) {
  const answers: Record<string, string> = { ...before }
  const faults: Record<string, AnswerFault> = {}
  for (const { id, kind, isRequired } of fields) {
    const text = String(typed[`f${id}`] ?? '').trim()
    answers[id] = text
    const shape = SHAPES[kind]
    if (text === '' && isRequired) faults[id] = 'required'
    else if (text.length > LONGEST) faults[id] = 'long'
    else if (text !== '' && shape && !shape.test(text)) faults[id] = kind as AnswerFault
  }
  return { answers, faults }
}
