import edge from 'edge.js'
import { asset } from '#shared/presentation/assets'

const MARK =
  '<svg class="mark" viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d="M2 5.5 8 2v16l-6-3.5z"/><path d="M10 7.5 18 11v5.5L10 18z" opacity=".55"/></svg>'

/**
 * An icon by its Lucide name, which `bin/icons.txt` must list. With a label it is announced;
 * without one it is an ornament. No name draws nothing.
 */
export function drawing(name?: string | null, label?: string) {
  if (!name) return ''
  const meaning = label ? `role="img" aria-label="${escaped(label)}"` : 'aria-hidden="true" focusable="false"'
  const use = `<use href="${asset('icons.svg')}#${escaped(name)}"></use>`
  return edge.globals.html.safe(`<svg class="icon" ${meaning}>${use}</svg>`)
}

/** The sign of the product. */
export const mark = () => edge.globals.html.safe(MARK)

function escaped(text: string): string {
  return edge.globals.html.escape(text)
}
