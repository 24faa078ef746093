export interface FileEntry {
  name: string
  bytes: number
}

/** The folder that an ERP and this house share; names of folders below it and of files are plain. */
export interface Folder {
  /** Makes the folders below that are missing. The folder itself has to be there. */
  prepare(below: string[]): Promise<void>
  /** Plain files only, by name: no links and no folders. */
  list(below: string): Promise<FileEntry[]>
  /** Where a copy of the file lies on this machine, until `release`. */
  fetch(below: string, name: string): Promise<string>
  release(path: string): Promise<void>
  write(below: string, name: string, content: Buffer): Promise<void>
  /** In one step: at no moment is the file in both places or in none. */
  move(from: { below: string; name: string }, to: { below: string; name: string }): Promise<void>
  isThere(below: string, name: string): Promise<boolean>
  close(): Promise<void>
}

const PLAIN = /^(?!\.{1,2}$)[^/\\\0]+$/

/** Whether a name can lead nowhere but into its own folder. */
export function isPlainName(name: string): boolean {
  return PLAIN.test(name) && name.length <= 200
}

/** @throws {RangeError} for a name that could lead out of its folder */
export function plainName(name: string): string {
  if (!isPlainName(name)) throw new RangeError(`"${name}" is not the plain name of a file`)
  return name
}

/** Names that a pattern with `*` and `?` stands for. */
export function namePattern(pattern: string): RegExp {
  const text = pattern.replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*').replaceAll('?', '.')
  return new RegExp(`^${text}$`, 'i')
}
