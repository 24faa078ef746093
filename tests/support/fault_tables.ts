import { readFileSync } from 'node:fs'
import { FAULT_KINDS, type FaultKind, type FaultOperation } from '#erp/connectors/sandbox/api/api_faults'

export interface FaultCell {
  fault: FaultKind
  operation: FaultOperation
  word: string
}

const FAULTS: Record<string, FaultKind> = {
  'delay': 'delay',
  'calls out of order': 'reorder',
  'session ended': 'expired_session',
  'reply lost': 'lost_reply',
  'too many calls': 'too_many',
  'server error': 'server_error',
  'rubbish': 'rubbish',
  'delivered twice': 'duplicate',
  'clock skew': 'clock_skew',
}
const OPERATIONS: Record<string, FaultOperation> = {
  'reading': 'read',
  'looking up': 'read',
  'creating': 'create',
  'adding a line': 'add_line',
  'validating': 'validate',
  'discarding': 'discard',
  'changing': 'change',
}

/** The cells of one table of docs/erp/faults.md, every fault with every operation. */
export function faultTable(heading: string): FaultCell[] {
  const document = readFileSync(new URL('../../docs/erp/faults.md', import.meta.url), 'utf8')
  const [, section] = document.split(`## ${heading}\n`)
  const [head, , ...rows] = section.split('\n## ')[0].split('\n').filter((line) => line.startsWith('|')).map(cellsOf)
  const faults = rows.map(([name]) => FAULTS[name])
  const missing = FAULT_KINDS.filter((kind) => !faults.includes(kind))
  if (missing.length > 0) throw new Error(`docs/erp/faults.md says nothing about ${missing.join(', ')} under ${heading}`)

  return rows.flatMap(([name, ...words]) => words.map((word, index) => ({ fault: FAULTS[name], operation: OPERATIONS[head[index + 1]], word })))
}

function cellsOf(line: string): string[] {
  return line.split('|').slice(1, -1).map((cell) => cell.trim())
}
