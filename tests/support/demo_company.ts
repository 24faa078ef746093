import { seedDemo } from '#database/seeders/demo'

let loaded: Promise<void> | undefined

/** Loads the demo company once per run, outside any transaction, so that the browser's requests see it. */
export function loadDemoCompany(): Promise<void> {
  loaded ??= seedDemo()
  return loaded
}
