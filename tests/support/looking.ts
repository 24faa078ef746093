import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'
import { PHONE } from '#tests/support/browsing'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const DESK = { width: 1280, height: 800 }

export interface Look {
  width: 1280 | 390
  colorScheme: 'light' | 'dark'
}

/** Each width and each theme once; the other two pairs are looked at on a few screens only, for time. */
export const EACH_ONCE: Look[] = [
  { width: 1280, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
]
export const ALL_FOUR: Look[] = [...EACH_ONCE, { width: 1280, colorScheme: 'dark' }, { width: 390, colorScheme: 'light' }]

/** What is wrong with the page as it stands, in each of these looks. */
export async function complaintsAbout(page: Page, looks: Look[] = EACH_ONCE): Promise<string[]> {
  const complaints: string[] = []
  for (const { width, colorScheme } of looks) {
    await page.setViewportSize(width === 390 ? PHONE : DESK)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const found = await lasting(page, colorScheme)
    complaints.push(...found.map((violation) => `${width} ${colorScheme} ${violation}`))
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (beyond > 0) complaints.push(`${width} the page is ${beyond} px too wide`)
  }
  await page.setViewportSize(DESK)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  return complaints
}

/** Chromium sometimes draws half of a page in the theme before; what is wrong stays wrong when the theme is set again. */
async function lasting(page: Page, colorScheme: Look['colorScheme']): Promise<string[]> {
  const found = await violations(page)
  if (found.length === 0) return found
  await page.emulateMedia({ colorScheme: colorScheme === 'dark' ? 'light' : 'dark', reducedMotion: 'reduce' })
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  return violations(page)
}

async function violations(page: Page): Promise<string[]> {
  const result = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).withTags(RULES).setLegacyMode(true).analyze()
  return result.violations.map(({ id, nodes }) => `${id} ×${nodes.length}: ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary?.split('\n')[1] ?? ''}`)
}
