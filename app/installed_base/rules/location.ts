/** Where on earth an item stands, besides what its place says in words. */
export interface Location {
  siteId: number | null
  building: string | null
  floor: string | null
  room: string | null
  /** Decimal degrees as text, such as `41.3874`. */
  latitude: string | null
  longitude: string | null
}

/** An item of which nobody said where it stands. */
export const NOWHERE: Location = { siteId: null, building: null, floor: null, room: null, latitude: null, longitude: null }

const COLUMNS = { site_id: 'siteId', building: 'building', floor: 'floor', room: 'room', latitude: 'latitude', longitude: 'longitude' } as const

/** The location that columns or fields of a form hold; empty text is nothing. */
export function locationOf(row: Record<string, unknown>): Location {
  const text = (name: string) => String(row[name] ?? '').trim() || null
  return {
    siteId: row.site_id ? Number(row.site_id) : null,
    building: text('building'),
    floor: text('floor'),
    room: text('room'),
    latitude: text('latitude'),
    longitude: text('longitude'),
  }
}

/** The columns of a location. */
export function locationColumns(location: Location): Record<string, unknown> {
  return Object.fromEntries(Object.entries(COLUMNS).map(([column, fact]) => [column, location[fact]]))
}

/** Whether two locations are the same. */
export function sameLocation(one: Location, other: Location): boolean {
  return Object.values(COLUMNS).every((fact) => one[fact] === other[fact])
}

/** Whether anything is known of it. */
export function isSomewhere(location: Location): boolean {
  return !sameLocation(location, NOWHERE)
}

/** The names of the columns, for those who watch whether one of them changes. */
export const LOCATION_COLUMNS = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]
