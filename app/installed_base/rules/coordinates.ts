import CoordinatesImpossible from '#installed_base/errors/coordinates_impossible'

const LIMITS = { latitude: 90, longitude: 180 } as const

/**
 * Refuses a latitude or longitude that no place on earth has, or one without the other.
 *
 * @throws {CoordinatesImpossible}
 */
export function checkCoordinates(values: Record<string, unknown>): void {
  const typed = (name: string) => String(values[name] ?? '').trim()
  for (const [name, limit] of Object.entries(LIMITS)) {
    const text = typed(name)
    if (text && !(/^-?\d{1,3}(\.\d{1,8})?$/.test(text) && Math.abs(Number(text)) <= limit)) throw new CoordinatesImpossible(name as 'latitude')
  }
  if ('latitude' in values && 'longitude' in values && Boolean(typed('latitude')) !== Boolean(typed('longitude'))) {
    throw new CoordinatesImpossible(typed('latitude') ? 'longitude' : 'latitude')
  }
}
