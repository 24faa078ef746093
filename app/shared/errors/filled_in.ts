/** A sentence with `{names}` of values, each in its place. A name without a value leaves nothing. */
export function filledIn(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
