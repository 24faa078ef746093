const BOXES = '[data-select], [name="ids[]"]'
let last: Element | null = null

const boxOf = (row: Element) => row.querySelector<HTMLInputElement>(BOXES)

/** Turns the mark of a row; with `range`, every row from the last one marked follows it. */
export function toggle(row: Element, range = false) {
  const box = boxOf(row)
  if (box) mark(box, !box.checked, range)
}

function mark(box: HTMLInputElement, checked: boolean, range: boolean) {
  const boxes = [...(box.closest('[data-list]')?.querySelectorAll<HTMLInputElement>(BOXES) ?? [])]
  const from = range && last ? boxes.indexOf(last as HTMLInputElement) : -1
  const to = boxes.indexOf(box)
  const touched = from < 0 ? [box] : boxes.slice(Math.min(from, to), Math.max(from, to) + 1)
  for (const one of touched) one.checked = checked
  last = box
  show(box.closest('[data-list]')!)
}

function show(list: Element) {
  const boxes = [...list.querySelectorAll<HTMLInputElement>(BOXES)]
  const chosen = boxes.filter((box) => box.checked)
  for (const box of boxes) box.closest('tr, [data-row]')?.toggleAttribute('data-selected', box.checked)

  const all = list.querySelector<HTMLInputElement>('[data-select-all]')
  if (all) {
    all.checked = chosen.length > 0 && chosen.length === boxes.length
    all.indeterminate = chosen.length > 0 && chosen.length < boxes.length
  }
  const scope = list.closest('form') ?? document
  for (const bar of scope.querySelectorAll<HTMLElement>('[data-selection-bar]')) bar.hidden = chosen.length === 0
  for (const count of scope.querySelectorAll('[data-selection-count]')) count.textContent = String(chosen.length)
}

up.compiler('[data-list]', (list: HTMLElement) => {
  list.addEventListener('click', (event) => {
    const box = event.target as HTMLInputElement
    if (box.matches(BOXES)) mark(box, box.checked, event.shiftKey)
    if (!box.matches('[data-select-all]')) return
    for (const one of list.querySelectorAll<HTMLInputElement>(BOXES)) one.checked = box.checked
    show(list)
  })
  show(list)
})
