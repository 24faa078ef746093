import { open } from 'node:fs/promises'
import UnreadableFile from '#shared/spreadsheets/unreadable_file'

const END = 0x06054b50
const ENTRY = 0x02014b50
/** The end record is 22 bytes and a comment of at most 65,535. */
const TAIL = 22 + 65_535

/**
 * The files in a zip archive with the bytes they unfold to, from its directory.
 *
 * @throws {UnreadableFile} when the directory is damaged or missing
 */
export async function zipEntries(path: string): Promise<{ name: string; size: number }[]> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const tail = Buffer.alloc(Math.min(size, TAIL))
    await file.read(tail, 0, tail.length, size - tail.length)
    const end = lastIndexOf(tail, END)
    if (end < 0 || end + 20 > tail.length) throw new UnreadableFile('damaged')

    const [length, start] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)]
    if (start + length > size) throw new UnreadableFile('damaged')
    const directory = Buffer.alloc(length)
    await file.read(directory, 0, length, start)
    return entriesOf(directory)
  } finally {
    await file.close()
  }
}

function entriesOf(directory: Buffer): { name: string; size: number }[] {
  const entries = []
  let at = 0
  while (at + 46 <= directory.length && directory.readUInt32LE(at) === ENTRY) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => directory.readUInt16LE(at + offset))
    entries.push({ name: directory.toString('utf8', at + 46, at + 46 + name), size: directory.readUInt32LE(at + 24) })
    at += 46 + name + extra + comment
  }
  return entries
}

function lastIndexOf(bytes: Buffer, signature: number): number {
  const wanted = Buffer.alloc(4)
  wanted.writeUInt32LE(signature)
  return bytes.lastIndexOf(wanted)
}
