/** The parameters of a list's address, as a request would hold them: a name that repeats becomes a list. */
export function addressQuery(address: string): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {}
  const parameters = new URLSearchParams(address.includes('?') ? address.slice(address.indexOf('?')) : '')
  for (const name of new Set(parameters.keys())) {
    const values = parameters.getAll(name)
    query[name] = values.length > 1 ? values : values[0]
  }
  return query
}
