import type X3Books from '#tests/support/x3/x3_books'

const many = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index + 1))
const padded = (index: number) => String(index).padStart(4, '0')

/** Fills a small X3: a company with customers, products, orders, deliveries with serial numbers, and invoices. */
export function fillX3(books: X3Books): void {
  books.put('CPY', { CPY0_1: { CPY: 'ES10', CPYNAM: 'Equipos Ibéricos S.L.', ACCCUR: 'EUR' } })
  many(17, (index) => {
    const BPCNUM = `C${padded(index)}`
    const BPC0_1 = { BPCNUM, BPCNAM: `Client & Co ${index}`, BPCSTA: index === 9 ? '1' : '2', LAN: index % 2 ? 'SPA' : 'FRA', PTE: '30D', OSTCTL: index === 5 ? '3' : '1', EECNUM: `ESB${padded(index)}` }
    const address = (CODADR: string) => ({ CODADR, ADDLIG1: `Calle ${index}`, ADDLIG2: '', POSCOD: '28001', CTY: 'Madrid', CRY: 'ES', TEL: '910000000', WEB: `a${index}@client.example` })
    const contacts = index % 3 ? [] : [{ CODCNT: '1', CNTFNA: 'Ana', CNTLNA: 'Gil', WEB: 'ana@client.example', TEL: '' }]
    books.put('BPC', { BPC0_1, BPAC_1: [address('1'), address('2')], CNTC_1: contacts })
  })
  books.put('ITM', { ITM0_1: { ITMREF: 'SRV-MAINT', ITMDES1: 'Maintenance', ITMSTA: '1', SERMGTCOD: '1', STOMGTCOD: '1', SAU: 'UN', BASPRI: '50.00' } })
  many(9, (index) =>
    books.put('ITM', { ITM0_1: { ITMREF: `PRD${padded(index)}`, ITMDES1: `Machine ${index}`, ITMSTA: '1', SERMGTCOD: index % 2 ? '3' : '1', STOMGTCOD: '2', SAU: 'UN', BASPRI: '1250.5000', YANXMODEL: index === 1 ? 'GOLD' : '' } })
  )
  many(12, (index) => {
    const SOHNUM = `SO${padded(index)}`
    const lines = many(2, (line) => ({ SOPLIN: String(line * 1000), ITMREF: `PRD${padded(line)}`, ITMDES: `Machine ${line}`, QTY: '2', GROPRI: '1250.50', NETPRI: '1200.00', EXTDLVDAT: index === 1 && line === 1 ? '20261124' : '' }))
    books.put('SOH', { SOH0_1: { SOHNUM, BPCORD: `C${padded(index)}`, ORDDAT: '20261103', ORDSTA: index % 3 ? '1' : '2', CUR: 'EUR', CUSORDREF: index % 2 ? 'P-7' : '' }, SOH2_1: { DEMDLVDAT: index === 1 ? '20261201' : '' }, SOH4_1: lines })
    const delivered = { SDDLIN: '1000', ITMREF: 'PRD0001', QTY: '2', SOHNUM, SOPLIN: '1000', SERNUM: `SN${index}A;SN${index}B` }
    const ofLot = { SDDLIN: '2000', ITMREF: 'PRD0002', QTY: '2', SOHNUM, SOPLIN: '2000', SERNUM: '', LOT: 'L26-07' }
    books.put('SDH', { SDH0_1: { SDHNUM: `SD${padded(index)}`, BPCORD: `C${padded(index)}`, SHIDAT: '20261110', DLVDAT: '', CFMFLG: index === 12 ? '1' : '2', SDHCAT: index === 11 ? '2' : '1', BPDADDLIG1: 'Calle 1', BPDCTY: 'Madrid' }, SDH1_1: index === 2 ? [delivered, ofLot] : [delivered] })
  })
  many(5, (index) => {
    const { SIH0_1 } = books.save('SIH', {
      SIH0_1: { SALFCY: 'ES011', SIVTYP: index === 4 ? 'CRN' : 'INV', INVREF: '', INVDAT: '', BPCINV: `C${padded(index % 4 + 1)}`, CUR: 'EUR' },
      SIH4_1: [{ ITMREF: 'SRV-MAINT', ITMDES: 'Maintenance', QTY: '1', GROPRI: '99.50', VACITM1: 'STD', ...(index === 2 ? { SOHNUM: 'SO0002', SOPLIN: '1000' } : {}) }],
    })
    const { NUM } = SIH0_1 as Record<string, string>
    if (index > 1) books.run('YANXVAL', { I_NUM: NUM })
    if (index === 3) books.touch('DUD', `${NUM}-1`, 'DUD', { PAYCUR: '120.40' })
  })
}
