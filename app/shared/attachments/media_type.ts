import { fileTypeFromBuffer } from 'file-type'

/** What a file is by what it holds; its name and what the sender says count for nothing. Null for what cannot be told. */
export async function mediaTypeOf(content: Buffer): Promise<string | null> {
  const known = await fileTypeFromBuffer(content)
  if (known) return known.mime
  return isText(content) ? 'text/plain' : null
}

function isText(content: Buffer): boolean {
  try {
    return !new TextDecoder('utf-8', { fatal: true }).decode(content).includes('\0')
  } catch {
    return false
  }
}
