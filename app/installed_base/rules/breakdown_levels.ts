interface Question {
  country: string | null
  city: string | null
  postcode: string | null
  channel: string | null
  by: 'city' | 'postcode'
}

type Row = Record<string, any>

const PATH = '/installed-base/breakdown'

/**
 * What the page of the breakdown shows of a question: which level it is at, the levels above with their addresses, and
 * where each row leads. Empty names are those that nobody wrote down; `locale` says how countries are called.
 */
export function levelsOf(question: Question, rows: readonly Row[], locale: string) {
  const { country, city, postcode, channel, by } = question
  const level = country === null ? 'country' : city === null && postcode === null ? by : 'site'
  const to = (more: Record<string, string | null>) => addressOf({ channel, ...more })
  const listed = channel ? `&f_channel=${channel}` : ''
  return {
    level,
    above: [
      { name: null, href: to({}) },
      ...(country === null ? [] : [{ name: countryName(country, locale), href: to({ country, by }) }]),
      ...(level === 'site' ? [{ name: city ?? postcode, href: null }] : []),
    ],
    divisions: level === 'city' || level === 'postcode' ? (['city', 'postcode'] as const).map((one) => ({ by: one, href: to({ country, by: one }), active: one === by })) : [],
    rows: rows.map((row) => ({
      ...row,
      label: level === 'country' ? countryName(row.name, locale) : row.name,
      href: level === 'country' ? to({ country: row.name, by }) : level === 'site' ? null : to({ country, [by]: row.name }),
      itemsHref: level === 'site' ? `/installed-base/items?f_is_open=1&f_company_id=${row.company_id}&f_site_id=${row.site_id ?? '-'}${listed}` : null,
    })),
  }
}

function addressOf(query: Record<string, string | null>): string {
  const told = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== null && (pair[0] !== 'by' || pair[1] !== 'city'))
  return told.length === 0 ? PATH : `${PATH}?${new URLSearchParams(told)}`
}

/** A country in the reader's language; what is no code of a country stays as it was written. */
function countryName(code: string, locale: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code
  return new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' }).of(code) ?? code
}
