/** A file that leaves with a mail. */
export interface MailFile {
  filename: string
  contentType: string
  content: Buffer
}

type Load = (id: number) => Promise<MailFile>

const offered = new Map<string, Load>()

/** Lets mails carry files of a kind; each is made when its mail leaves, so it has to be the same whenever it is made. */
export function offerMailAttachment(kind: string, load: Load): void {
  offered.set(kind, load)
}

/**
 * The file that a mail names as `kind:id`, or none.
 *
 * @throws {Error} for a kind that nobody offers
 */
export async function mailFile(named: unknown): Promise<MailFile | null> {
  if (typeof named !== 'string' || named === '') return null
  const [kind, id] = named.split(':')
  const load = offered.get(kind)
  if (!load) throw new Error(`Nobody offers the file "${kind}" of this mail`)
  return load(Number(id))
}
