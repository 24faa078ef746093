/** The little of Unpoly's interface that we call; the package ships no types. */
interface UnpolyLayer {
  element: HTMLElement
  mode: string
  location?: string
  isRoot(): boolean
  isOverlay(): boolean
  isOpen(): boolean
  accept(value?: unknown): void
  dismiss(value?: unknown, options?: object): void
  contains(element: Element): boolean
}

interface UnpolyEvent extends Event {
  layer: UnpolyLayer
  value?: { location?: string } | null
  origin?: Element
  request: { headers: Record<string, string>; url: string }
  response: { text: string; url: string; status: number }
  renderOptions: Record<string, unknown>
  params: UnpolyParams
}

interface UnpolyParams {
  toArray(): { name: string; value: unknown }[]
  addAll(entries: { name: string; value: unknown }[]): void
  clear(): void
}

declare const up: {
  compiler(selector: string, compile: (element: any) => void | (() => void)): void
  on(events: string, handle: (event: UnpolyEvent) => void): () => void
  on(events: string, selector: string, handle: (event: UnpolyEvent, element: any) => void): () => void
  render(options: object): Promise<unknown>
  follow(link: Element, options?: object): Promise<unknown>
  navigate(options: object): Promise<unknown>
  submit(form: Element, options?: object): Promise<unknown>
  layer: {
    current: UnpolyLayer
    root: UnpolyLayer
    config: any
    open(options: object): Promise<unknown>
    get(element: unknown): UnpolyLayer
  }
  cache: { expire(): void }
  history: { config: any; location: string }
  link: { config: any }
  form: { config: any }
  fragment: { config: any }
  network: { config: any }
  log: { config: any }
  script: { config: any }
}

declare module 'unpoly'
