/** What a mapping cannot do with a value, or what is wrong in the mapping itself; `path` says where. */
export default class MappingFault extends Error {
  constructor(
    readonly path: string,
    readonly sentence: string
  ) {
    super(path ? `${path}: ${sentence}` : sentence)
  }

  /** The same fault seen from outside: one step further up. */
  within(step: string): MappingFault {
    return new MappingFault(this.path ? (step.endsWith('.') || this.path.startsWith('[') ? step + this.path : `${step}.${this.path}`) : step, this.sentence)
  }
}

/** Any error as a fault at a path. */
export function faultAt(step: string, error: unknown): MappingFault {
  if (error instanceof MappingFault) return error.within(step)
  return new MappingFault(step, (error as Error).message)
}
