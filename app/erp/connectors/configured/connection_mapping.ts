import type { Mapping, Protocol } from '#erp/connectors/configured/mapping'
import { readMapping } from '#erp/connectors/configured/mapping_check'
import { PRESETS } from '#erp/connectors/configured/presets'
import MappingUnusable from '#erp/errors/mapping_unusable'

const known = new Map<string, Mapping>()

/** The text of a connection's mapping: its own, or the preset it names. */
export function mappingText(own: string | null | undefined, preset: string | undefined, presets = PRESETS): string {
  return own || presets[preset ?? ''] || Object.values(presets)[0]
}

/** @throws {MappingUnusable} naming what is wrong in it */
export function mappingFrom(own: string | null | undefined, preset: string | undefined, presets = PRESETS, protocol?: Protocol): Mapping {
  const text = mappingText(own, preset, presets)
  const found = known.get(text)
  if (found) return found
  const { mapping, findings } = readMapping(text, protocol)
  if (!mapping) throw new MappingUnusable(findings)
  if (known.size > 20) known.clear()
  known.set(text, mapping)

  return mapping
}
