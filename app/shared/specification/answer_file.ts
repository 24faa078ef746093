import { readFileSync } from 'node:fs'

const STANDARD_INPUT = 0
const ANSWERED = 0
const NOT_ANSWERED = 2

/**
 * Reads JSON from a file, or from standard input when it is `-`, and prints the answer on
 * standard output; what cannot be read is said on standard error.
 *
 * @param read   throws with a sentence when the JSON is not what is asked for
 * @param answer the text to print
 * @returns      how the command is to end: 0, or 2 when there was nothing to answer
 */
export async function answerFile<T>(file: string, read: (json: unknown) => T, answer: (input: T) => string): Promise<number> {
  let input: T
  try {
    const text = readFileSync(file === '-' ? STANDARD_INPUT : file, 'utf8')
    input = read(JSON.parse(text.replace(/^\uFEFF/, '')))
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    return NOT_ANSWERED
  }

  await print(`${answer(input)}\n`)
  return ANSWERED
}

/** Waits until everything is written: the command ends the process, a pipe may still be full. */
function print(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()))
}
