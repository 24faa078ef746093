/** The input is not a specification. `path` names the field, as in `[2].billing.anchor.day`. */
export class NotASpecification extends Error {
  constructor(
    readonly path: string,
    expected: string
  ) {
    super(`${path === '' ? 'The input' : path} ${expected}`)
    this.name = 'NotASpecification'
  }
}

/** A JSON object that is being read, and where it stands in the input. */
export interface Fields {
  values: Record<string, unknown>
  path: string
}

/** Reads an object. @throws {NotASpecification} for anything else */
export function fieldsOf(value: unknown, path: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new NotASpecification(path, 'must be an object')
  return { values: value as Record<string, unknown>, path }
}

/** Whether a field is there and not null. */
export function has({ values }: Fields, name: string): boolean {
  return values[name] !== undefined && values[name] !== null
}

/** Reads a text. @throws {NotASpecification} when it is missing or no text */
export function textField(fields: Fields, name: string): string {
  const value = fields.values[name]
  if (typeof value !== 'string') throw new NotASpecification(pathOf(fields, name), 'must be text')
  return value
}

/** Reads a figure written as text or as a JSON number. @throws {NotASpecification} */
export function figureField(fields: Fields, name: string): string {
  const value = fields.values[name]
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : textField(fields, name)
}

/** Reads an integer between two bounds. @throws {NotASpecification} */
export function integerField(fields: Fields, name: string, min: number, max: number): number {
  const value = fields.values[name]
  if (!Number.isInteger(value) || (value as number) < min || (value as number) > max) {
    throw new NotASpecification(pathOf(fields, name), `must be an integer from ${min} to ${max}`)
  }
  return value as number
}

/** Reads one of some words. @throws {NotASpecification} */
export function choiceField<Choice extends string>(fields: Fields, name: string, choices: readonly Choice[]): Choice {
  const value = fields.values[name]
  if (!choices.includes(value as Choice)) throw new NotASpecification(pathOf(fields, name), `must be one of ${choices.join(', ')}`)
  return value as Choice
}

/** Reads true or false; false when left out. @throws {NotASpecification} */
export function booleanField(fields: Fields, name: string): boolean {
  const value = fields.values[name] ?? false
  if (typeof value !== 'boolean') throw new NotASpecification(pathOf(fields, name), 'must be true or false')
  return value
}

/** Reads a list of objects; empty when left out. @throws {NotASpecification} */
export function listField<Entry>(fields: Fields, name: string, read: (entry: Fields) => Entry): Entry[] {
  const value = fields.values[name] ?? []
  const path = pathOf(fields, name)
  if (!Array.isArray(value)) throw new NotASpecification(path, 'must be a list')
  return value.map((entry, index) => read(fieldsOf(entry, `${path}[${index}]`)))
}

/** Reads an object inside another. @throws {NotASpecification} */
export function objectField<Entry>(fields: Fields, name: string, read: (entry: Fields) => Entry): Entry {
  return read(fieldsOf(fields.values[name], pathOf(fields, name)))
}

/** What `read` makes of a field, or undefined when it is missing or null. */
export function optional<Entry>(fields: Fields, name: string, read: () => Entry): Entry | undefined {
  return has(fields, name) ? read() : undefined
}

export function pathOf({ path }: Fields, name: string): string {
  return path === '' ? name : `${path}.${name}`
}
