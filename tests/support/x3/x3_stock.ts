import { X3Refusal } from '#tests/support/x3/x3_refusal'

type Fields = Record<string, string>

/** The stock of a small X3: miscellaneous issues and receipts, found again by their description. */
export default class X3Stock {
  private readonly moves: Fields[] = []
  private readonly levels = new Map<string, number>()

  save(name: 'SMO' | 'SMR', blocks: Record<string, Fields | Fields[]>, products: Map<string, unknown>) {
    const header = blocks[`${name}0_1`] as Fields
    const [line] = blocks[`${name}1_1`] as Fields[]
    if (header.STOFCY !== 'ES011') throw new X3Refusal(`${header.STOFCY}: site does not exist`)
    if (!products.has(line.ITMREF)) throw new X3Refusal(`${line.ITMREF}: product does not exist`)
    const there = this.levels.get(line.ITMREF) ?? 20
    if (name === 'SMO' && Number(line.QTYPCU) > there) throw new X3Refusal(`${line.ITMREF}: insufficient stock`)
    if (line.SERNUM?.startsWith('?')) throw new X3Refusal(`${line.SERNUM}: serial number does not exist`)
    this.levels.set(line.ITMREF, there + (name === 'SMR' ? 1 : -1) * Number(line.QTYPCU))
    const VCRNUM = `${name}26-${String(this.moves.length + 1).padStart(5, '0')}`
    const date = header.IPTDAT || new Date().toISOString().slice(0, 10).replaceAll('-', '')
    this.moves.push({ O_NUM: VCRNUM, O_REF: header.VCRDES, O_KIND: name === 'SMO' ? '1' : '2', O_DATE: date, O_SITE: header.STOFCY, O_ITM: line.ITMREF, O_QTY: line.QTYPCU, O_SERNUM: line.SERNUM ?? '' })

    return { ...blocks, [`${name}0_1`]: { ...header, VCRNUM } }
  }

  under(reference: string): Fields[] {
    return this.moves.filter((move) => move.O_REF === reference)
  }
}
