import { existsSync } from 'node:fs'
import { browserClient } from '@japa/browser-client'
import type { Config } from '@japa/runner/types'

export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'

/** Nothing the browser does by itself may leave the machine. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

export const hasChromium = existsSync(CHROMIUM)

/** The browser suite's plugin where Chromium is installed; its tests skip themselves where it is not. */
export function browserPlugins(): NonNullable<Config['plugins']> {
  if (!hasChromium) return []

  return [
    browserClient({
      runInSuites: ['browser'],
      launcher: async (options) => {
        const { chromium } = await import('playwright')
        return chromium.launch({ ...options, executablePath: CHROMIUM, args: CHROMIUM_FLAGS })
      },
    }),
  ]
}
