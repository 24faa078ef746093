const LANGUAGES = ['en', 'es', 'ro']

/** The language in which a customer is written to: its own where we have it, else the one given. */
export function paperLanguage(customers: string | null, otherwise: string): string {
  return customers && LANGUAGES.includes(customers) ? customers : otherwise
}
