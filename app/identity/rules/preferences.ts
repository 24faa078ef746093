export const LOCALES = ['en', 'es', 'ro'] as const
export const THEMES = ['system', 'light', 'dark'] as const
export const DENSITIES = ['compact', 'normal', 'roomy'] as const

export type Locale = (typeof LOCALES)[number]
export type Theme = (typeof THEMES)[number]
export type Density = (typeof DENSITIES)[number]
