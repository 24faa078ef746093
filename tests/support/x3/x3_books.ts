import X3Stock from '#tests/support/x3/x3_stock'
import { X3Refusal } from '#tests/support/x3/x3_refusal'
import { lineAmount } from '#erp/rules/line_amount'
import { moneyText } from '#shared/money/money'
import { parseDecimal } from '#shared/money/decimal'

export type Fields = Record<string, string>
export type Blocks = Record<string, Fields | Fields[]>

interface Kept {
  blocks: Blocks
  changedAt: number
}

/** One published object: its key, what a list of it shows, and its records. */
export interface Publication {
  key: string
  columns: string[]
  records: Map<string, Kept>
}

const TAXES: Record<string, number> = { STD: 21, RED: 10, EXE: 0 }
const publication = (key: string, ...columns: string[]): Publication => ({ key, columns: [key, ...columns], records: new Map() })

/** All fields of all blocks of a record together. */
export function fieldsOf(blocks: Blocks): Fields {
  return Object.assign({}, ...Object.values(blocks).filter((one) => !Array.isArray(one)))
}

/** The records of a small X3 and what its objects and subprograms do with them, in our own words. */
export default class X3Books {
  readonly publications: Record<string, Publication> = {
    CPY: publication('CPY', 'CPYNAM'),
    BPC: publication('BPCNUM', 'BPCNAM'),
    ITM: publication('ITMREF', 'ITMDES1'),
    SOH: publication('SOHNUM', 'BPCORD', 'CUSORDREF'),
    SDH: publication('SDHNUM', 'BPCORD'),
    SIH: publication('NUM', 'INVREF', 'BPCINV'),
    DUD: publication('DUDKEY', 'NUM', 'DUDDAT', 'AMTCUR', 'PAYCUR'),
  }
  closedUntil = '20260101'
  readonly stock = new X3Stock()
  private number = 0

  put(name: string, blocks: Blocks): void {
    const { key, records } = this.publications[name]
    records.set(fieldsOf(blocks)[key], { blocks, changedAt: Date.now() })
  }

  touch(name: string, id: string, block: string, values: Fields): void {
    const record = this.publications[name].records.get(id)!
    const [target] = [record.blocks[block]].flat()
    Object.assign(target, values)
    record.changedAt = Date.now()
  }

  read(name: string, keys: Fields): Blocks {
    const { key, records } = this.published(name)
    const found = records.get(keys[key])
    if (!found) throw new X3Refusal(`${keys[key]}: record does not exist`)
    return found.blocks
  }

  /** Rows of the list whose columns hold what is asked for; nothing asked is everything. */
  query(name: string, keys: Fields, size: number): Fields[] {
    const { columns, records } = this.published(name)
    const wanted = Object.entries(keys).filter(([, value]) => value !== '')
    const rows = [...records.values()].map(({ blocks }) => {
      const fields = fieldsOf(blocks)
      return Object.fromEntries(columns.map((column) => [column, fields[column] ?? '']))
    })
    return rows.filter((row) => wanted.every(([column, value]) => row[column] === value)).slice(0, size)
  }

  save(name: string, blocks: Blocks): Blocks {
    if (name === 'SMO' || name === 'SMR') return this.stock.save(name, blocks, this.publications.ITM.records)
    if (name === 'SOH') return this.order(blocks)
    if (name !== 'SIH') throw new X3Refusal(`${name} is not open for entry`)
    const header = fieldsOf(blocks)
    this.admit(header, blocks.SIH4_1 as Fields[])
    const lines = (blocks.SIH4_1 as Fields[]).map((line) => ({ cents: lineAmount(line.QTY, line.GROPRI, 'EUR'), percent: TAXES[line.VACITM1 || 'STD'] }))
    const net = lines.reduce((sum, { cents }) => sum + cents, 0)
    const tax = lines.reduce((sum, { cents, percent }) => sum + Math.round((cents * percent) / 100), 0)
    const NUM = `SI26-${String(++this.number).padStart(5, '0')}`
    const INVTYP = header.SIVTYP === 'CRN' ? '2' : '1'
    const SIH0_1 = { ...(blocks.SIH0_1 as Fields), NUM, STA: '1', INVTYP, INVDAT: header.INVDAT || today(), INVNOT: moneyText(net, 'EUR'), INVATI: moneyText(net + tax, 'EUR') }
    this.put('SIH', { ...blocks, SIH0_1 })

    return { ...blocks, SIH0_1 }
  }

  delete(name: string, keys: Fields): Blocks {
    const { key, records } = this.published(name)
    if (fieldsOf(this.read(name, keys)).STA !== '1') throw new X3Refusal('A validated invoice cannot be deleted')
    records.delete(keys[key])
    return {}
  }

  /** The three subprograms that docs/erp/sage_x3.md asks a company for. */
  run(name: string, input: Fields): Blocks {
    if (name === 'YANXVAL') return this.validate(input.I_NUM)
    if (name === 'YANXSTK') return { GRP2: this.stock.under(input.I_REF) }
    if (name === 'YANXCHG') return { GRP2: this.changed(input) as unknown as Fields[] }
    throw new X3Refusal(`Web service ${name} is not published`)
  }

  private order(blocks: Blocks): Blocks {
    const { BPCORD, CUR, SALFCY, ORDDAT } = fieldsOf(blocks)
    const lines = blocks.SOH4_1 as Fields[]
    this.admit({ BPCINV: BPCORD, CUR, SALFCY }, lines)
    const SOHNUM = `SON26-${String(++this.number).padStart(5, '0')}`
    const SOH0_1 = { ...(blocks.SOH0_1 as Fields), SOHNUM, ORDSTA: '1', ORDDAT: ORDDAT || today() }
    const SOH4_1 = lines.map((line, index) => ({ ...line, SOPLIN: String((index + 1) * 1000), NETPRI: line.GROPRI }))
    this.put('SOH', { ...blocks, SOH0_1, SOH4_1 })

    return { ...blocks, SOH0_1, SOH4_1 }
  }

  private validate(num: string): Blocks {
    const header = this.read('SIH', { NUM: num }).SIH0_1 as Fields
    if (header.STA === '3') return { GRP2: { O_NUM: num } }
    this.touch('SIH', num, 'SIH0_1', { STA: '3' })
    this.put('DUD', { DUD: { DUDKEY: `${num}-1`, NUM: num, DUDDAT: header.INVDAT, AMTCUR: header.INVATI, PAYCUR: '0.00' } })

    return { GRP2: { O_NUM: num } }
  }

  private changed({ I_OBJECT: name, I_SINCE: since, I_AFTER: after = '', I_LIMIT: limit }: Fields): Fields[] {
    const from = since ? Date.parse(since.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6Z')) : 0
    const keys = [...this.published(name).records].filter(([key, { changedAt }]) => changedAt >= from && key > after).map(([key]) => key)
    return keys.toSorted((one, other) => (one < other ? -1 : 1)).slice(0, Number(limit)).map((key) => ({ O_KEY: key }))
  }

  private admit({ BPCINV, CUR, INVDAT, SALFCY }: Fields, lines: Fields[] = []): void {
    const customer = this.publications.BPC.records.get(BPCINV)
    if (!customer) throw new X3Refusal(`${BPCINV}: customer does not exist`)
    if (fieldsOf(customer.blocks).OSTCTL === '3') throw new X3Refusal(`${BPCINV}: customer is blocked`)
    if (CUR !== 'EUR') throw new X3Refusal(`${CUR}: currency does not exist`)
    if (SALFCY !== 'ES011') throw new X3Refusal(`${SALFCY}: site does not exist`)
    if (INVDAT && INVDAT <= this.closedUntil) throw new X3Refusal(`${INVDAT}: the period is closed`)
    if (INVDAT && INVDAT > today()) throw new X3Refusal(`${INVDAT} is later than today`)
    for (const { ITMREF, QTY, GROPRI, VACITM1 } of lines) {
      if (!this.publications.ITM.records.has(ITMREF)) throw new X3Refusal(`${ITMREF}: product does not exist`)
      if (VACITM1 && !(VACITM1 in TAXES)) throw new X3Refusal(`${VACITM1}: tax code does not exist`)
      parseDecimal(GROPRI)
      if (QTY.startsWith('-')) throw new X3Refusal('A quantity must not be negative')
    }
  }

  private published(name: string): Publication {
    const found = this.publications[name]
    if (!found) throw new X3Refusal(`Web service ${name} is not published`)
    return found
  }
}

/** Today as X3 writes days. */
export function today(): string {
  return new Date().toISOString().slice(0, 10).replaceAll('-', '')
}
