import { createHash } from 'node:crypto'
import { toSafeInteger } from '#shared/money/rounding'

/** An approved charge as the ledger holds it; nothing here changes afterwards. */
export interface CertifiedLine {
  id: number
  source_type: string
  source_id: number
  company_id: number
  kind: string
  period_from: string
  period_to: string
  currency: string
  /** Minor units. */
  net_cents: number
  quantity: string
  unit_price: string
  group_key: string
  /** JSON of everything the amount was computed from. */
  explanation: string
}

export interface ControlTotal {
  currency: string
  kind: string
  lines: number
  netCents: number
}

export interface Certificate {
  /** Sixteen hexadecimal digits: the same lines from the same inputs by the same rules have the same. */
  number: string
  rulesVersion: string
  /** SHA-256 over what each amount was computed from. */
  inputHash: string
  /** SHA-256 over who owes what for which days. */
  lineHash: string
  lineCount: number
  totals: ControlTotal[]
}

/** Computes the certificate of a run line by line, in the order of their ids, so that its length needs no memory. */
export class CertificateDigest {
  private readonly inputs = createHash('sha256')
  private readonly lines = createHash('sha256')
  private readonly totals = new Map<string, Omit<ControlTotal, 'netCents'> & { net: bigint }>()

  /** @param scope what the run was about, as text; `all` for everything */
  constructor(scope = 'all') {
    if (scope !== 'all') this.inputs.update(`scope|${scope}\n`)
  }

  add(line: CertifiedLine): void {
    const source = `${line.source_type}|${line.source_id}`
    this.inputs.update(`${source}|${line.explanation}\n`)
    this.lines.update(
      `${source}|${line.company_id}|${line.kind}|${line.period_from}|${line.period_to}|${line.currency}|${line.net_cents}|${line.quantity}|${line.unit_price}|${line.group_key}\n`
    )

    const key = `${line.currency} ${line.kind}`
    const total = this.totals.get(key) ?? { currency: line.currency, kind: line.kind, lines: 0, net: 0n }
    total.lines += 1
    total.net += BigInt(line.net_cents)
    this.totals.set(key, total)
  }

  /** A currency whose lines come to more than an amount can hold; null where none does. */
  get tooLarge(): string | null {
    return [...this.totals.values()].find(({ net }) => !Number.isSafeInteger(Number(net)))?.currency ?? null
  }

  /** @throws {RangeError} when something is too large */
  finish(rulesVersion: string): Certificate {
    const [inputHash, lineHash] = [this.inputs.digest('hex'), this.lines.digest('hex')]
    const number = createHash('sha256').update(`${rulesVersion}|${inputHash}|${lineHash}`).digest('hex').slice(0, 16)
    const totals = [...this.totals.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, { net, ...total }]) => ({ ...total, netCents: toSafeInteger(net) }))
    const lineCount = totals.reduce((sum, { lines }) => sum + lines, 0)
    return { number, rulesVersion, inputHash, lineHash, lineCount, totals }
  }
}

/** The parts in which two certificates differ. */
export function differencesOf(certified: Certificate, found: Certificate): (keyof Certificate)[] {
  const parts: (keyof Certificate)[] = ['rulesVersion', 'inputHash', 'lineHash', 'lineCount', 'totals', 'number']
  return parts.filter((part) => JSON.stringify(certified[part]) !== JSON.stringify(found[part]))
}
