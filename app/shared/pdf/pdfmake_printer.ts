import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import pdfmake from 'pdfmake'
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { PdfBlock, PdfColumn, PdfDocument, PdfPrinter } from '#contracts/pdf'

const FONTS = join(dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')), 'fonts')
const ROBOTO = { normal: 'Regular', bold: 'Medium', italics: 'Italic', bolditalics: 'MediumItalic' }
const MUTED = '#5b6472'
const LINE = '#c9ced6'

/** Prints A4 pages with pdfmake and its Roboto, which has every letter of our languages. */
export default class PdfmakePrinter implements PdfPrinter {
  constructor() {
    const files = Object.entries(ROBOTO).map(([style, name]) => [style, join(FONTS, 'Roboto', `Roboto-${name}.ttf`)])
    pdfmake.setFonts({ Roboto: Object.fromEntries(files) })
    // a document holds text alone: nothing is fetched, and no file but the fonts is read
    const guarded = pdfmake as unknown as Record<'setUrlAccessPolicy' | 'setLocalAccessPolicy', (may: (path: string) => boolean) => void>
    guarded.setUrlAccessPolicy(() => false)
    guarded.setLocalAccessPolicy((path) => path.startsWith(FONTS + sep))
  }

  async print(document: PdfDocument): Promise<Buffer> {
    return pdfmake.createPdf(definitionOf(document)).getBuffer()
  }
}

function definitionOf({ title, subtitle, language, footer, watermark, writtenAt, blocks }: PdfDocument): TDocumentDefinitions {
  const head: Content[] = [{ text: title, fontSize: 16, bold: true, margin: [0, 0, 0, 2] }]
  if (subtitle) head.push({ text: subtitle, color: MUTED, margin: [0, 0, 0, 10] })
  return {
    info: { title, ...(writtenAt ? { creationDate: new Date(writtenAt) } : {}) },
    language,
    ...(watermark ? { watermark: { text: watermark, color: MUTED, opacity: 0.15, bold: true } } : {}),
    pageSize: 'A4',
    pageMargins: [40, 40, 40, 50],
    defaultStyle: { font: 'Roboto', fontSize: 9 },
    content: [...head, ...blocks.map(contentOf)],
    footer: (page, pages) => ({
      margin: [40, 10, 40, 0],
      columns: [
        { text: footer ?? '', color: MUTED, fontSize: 8 },
        { text: `${page} / ${pages}`, alignment: 'right', color: MUTED, fontSize: 8, width: 'auto' },
      ],
    }),
  }
}

function contentOf(block: PdfBlock): Content {
  switch (block.kind) {
    case 'heading':
      return { text: block.text, fontSize: 11, bold: true, margin: [0, 12, 0, 4] }
    case 'text':
      return { text: block.text, margin: [0, 0, 0, 6] }
    case 'facts':
      return {
        margin: [0, 0, 0, 8],
        columns: block.facts.map(({ label, value }) => ({ stack: [{ text: label, color: MUTED, fontSize: 8 }, { text: value, bold: true }] })),
      }
    case 'labels':
      return labelsOf(block.labels)
    case 'table':
      return tableOf(block.columns, block.rows, block.totals ?? [])
  }
}

const LABELS_IN_A_ROW = 3
const LABEL_SIDE = 64

/** Stickers side by side, each whole on its page. */
function labelsOf(labels: { code: string; lines: string[] }[]): Content {
  if (labels.length === 0) return { text: '' }
  const cells = labels.map(({ code, lines }): TableCell => ({
    columns: [
      { qr: code, fit: LABEL_SIDE, width: LABEL_SIDE + 6 },
      { stack: lines.map((text, at) => ({ text, bold: at === 0, fontSize: at === 0 ? 9 : 7 })), margin: [2, 4, 0, 0] },
    ],
    margin: [4, 4, 4, 4],
  }))
  const rows = Array.from({ length: Math.ceil(cells.length / LABELS_IN_A_ROW) }, (_, at) => cells.slice(at * LABELS_IN_A_ROW, (at + 1) * LABELS_IN_A_ROW))
  const body = rows.map((row) => [...row, ...Array.from({ length: LABELS_IN_A_ROW - row.length }, (): TableCell => ({ text: '' }))])
  return {
    table: { widths: Array.from({ length: LABELS_IN_A_ROW }, () => '*'), dontBreakRows: true, body },
    layout: { hLineColor: () => LINE, vLineColor: () => LINE, hLineWidth: () => 0.5, vLineWidth: () => 0.5 },
  }
}

function tableOf(columns: PdfColumn[], rows: string[][], totals: string[][]): Content {
  const cell = (text: string, index: number, more: object = {}): TableCell => ({ text, alignment: columns[index].align === 'end' ? 'right' : 'left', ...more })
  const body = [
    columns.map(({ label }, index) => cell(label, index, { bold: true, color: MUTED, fontSize: 8 })),
    ...rows.map((row) => row.map((text, index) => cell(text, index))),
    ...totals.map((row) => row.map((text, index) => cell(text, index, { bold: true }))),
  ]
  return {
    margin: [0, 4, 0, 8],
    table: { headerRows: 1, dontBreakRows: true, widths: columns.map(({ width }) => (width === 'rest' ? '*' : 'auto')), body },
    layout: { hLineWidth: (line) => (line === 0 ? 0 : 0.5), vLineWidth: () => 0, hLineColor: () => LINE, paddingLeft: () => 4, paddingRight: () => 4 },
  }
}
