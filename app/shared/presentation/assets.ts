import app from '@adonisjs/core/services/app'
import { readFileSync, statSync } from 'node:fs'

let known: { files: Record<string, string>; writtenAt: number } | undefined

/**
 * The address of a built file, such as `app.css`, with its fingerprint. Before the first build
 * it is the plain name below `/assets`.
 */
export function asset(name: string): string {
  return manifest()[name] ?? `/assets/${name}`
}

function manifest(): Record<string, string> {
  if (known && app.inProduction) return known.files
  const file = app.publicPath('assets/manifest.json')
  const writtenAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs
  if (!writtenAt) return {}
  if (known?.writtenAt !== writtenAt) known = { files: JSON.parse(readFileSync(file, 'utf8')).files, writtenAt }
  return known.files
}
