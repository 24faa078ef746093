type Row = Record<string, string>

const today = () => new Date().toISOString().slice(0, 10).split('-').toReversed().join('/')

/** What an ERP by files does with the orders and the moves of stock that it finds in the folder. */
export default class FolderDesk {
  private numbers = 0
  private readonly taken = new Set<string>()

  order(rows: Row[], customers: Row[], products: Row[]): Row {
    const [{ Reference, Customer, Currency, Date: date }] = rows
    const refused = (Code: string, Sentence: string): Row => answer(Reference, { State: 'REFUSED', Code, Sentence })
    if (!customers.some(({ Number: number }) => number === Customer)) return refused('CUSTOMER', `There is no customer ${Customer}`)
    if (Currency !== 'EUR') return refused('CURRENCY', `There is no currency ${Currency}`)
    const unknown = rows.find((row) => !products.some(({ Number: number }) => number === row.Product))
    if (unknown) return refused('PRODUCT', `There is no product ${unknown.Product}`)

    return answer(Reference, { State: 'OK', Order: `VO${++this.numbers}`, Date: date || today() })
  }

  move({ Reference, Type, Of, Site, Product, Quantity, Serial, Date: date }: Row, products: Row[]): Row {
    const refused = (Code: string, Sentence: string): Row => answer(Reference, { State: 'REFUSED', Code, Sentence })
    if (Site !== 'MAIN') return refused('SITE', `There is no site ${Site}`)
    if (!products.some(({ Number: number }) => number === Product)) return refused('PRODUCT', `There is no product ${Product}`)
    if (Number(Quantity) > 50) return refused('SHORT', `There are only 50 of ${Product}`)
    if (Serial.startsWith('?')) return refused('SERIAL', `There is no piece ${Serial}`)
    if (Type === 'reversal' && this.taken.has(Of)) return refused('REVERSED', `${Of} was taken back already`)
    if (Type === 'reversal') this.taken.add(Of)

    return answer(Reference, { State: 'OK', Move: `MV${++this.numbers}`, Date: date || today() })
  }
}

function answer(Reference: string, row: Row): Row {
  const all = { Reference, State: '', Code: '', Sentence: '', Order: '', Move: '', Date: '' }
  return { ...all, ...row }
}
