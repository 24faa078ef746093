const LEGAL_FORMS = new Set('sl slu sa sau srl sc scp spa gmbh ag kg ltd limited llc inc plc bv nv sas sarl pfa'.split(' '))

/** The words of a name that tell companies apart: without accents, signs and legal forms, in small letters. */
export function nameKey(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\./g, '')
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word && !LEGAL_FORMS.has(word)).join(' ')
}

/** Whether what somebody typed may well mean this company: one name holds the words of the other. */
export function namesAgree(typed: string, name: string): boolean {
  const [one, other] = [nameKey(typed).split(' '), nameKey(name).split(' ')].map((words) => words.filter(Boolean))
  if (one.length === 0 || other.length === 0) return false
  const [few, many] = one.length < other.length ? [one, other] : [other, one]
  return few.every((word) => many.includes(word))
}
