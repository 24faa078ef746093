import i18nManager from '@adonisjs/i18n/services/main'
import type { HttpContext } from '@adonisjs/core/http'
import { I18n } from '@adonisjs/i18n'
import { formatsFor } from '#shared/presentation/formats'

export const LANGUAGES = { en: 'English', es: 'Español', ro: 'Română' } as const
export const THEMES = ['system', 'light', 'dark'] as const
export const DENSITIES = ['compact', 'normal', 'roomy'] as const

/** Where a page is shown: alone, inside the ERP's frame, or in a drawer or dialog of another page. */
export interface Setting {
  theme: (typeof THEMES)[number]
  density: (typeof DENSITIES)[number]
  narrowRail: boolean
  embedded: boolean
}

declare module '@adonisjs/core/http' {
  interface HttpContext {
    i18n: I18n
  }
}

/**
 * Puts the language, the formats and the look of this request within reach of every page.
 * A signed-in person's own language wins, then the cookie, then what the browser asks for.
 */
export function shareWithView(ctx: HttpContext, person?: { locale?: string | null; timeZone?: string | null }) {
  const locale = languageFor(ctx, person?.locale)
  const i18n = i18nManager.locale(locale)
  ctx.i18n = i18n
  ctx.containerResolver.bindValue(I18n, i18n)

  ctx.view.share({
    ...formatsFor({ locale, timeZone: person?.timeZone || 'UTC' }),
    i18n,
    locale,
    t: (key: string, values?: Record<string, unknown>) => i18n.t(key, values),
    hasText: (key: string) => i18n.resolveIdentifier(key) !== null,
    setting: settingOf(ctx),
    languages: Object.entries(LANGUAGES).map(([value, label]) => ({ value, label })),
    url: ctx.request.url(true),
    path: ctx.request.url(),
  })
}

function languageFor({ request }: HttpContext, chosen?: string | null): string {
  const wanted = [chosen, request.plainCookie('language')]
  const known = wanted.find((language) => typeof language === 'string' && language in LANGUAGES)
  return known ?? i18nManager.getSupportedLocaleFor(request.languages()) ?? 'en'
}

function settingOf(ctx: HttpContext): Setting {
  const { request } = ctx
  const cookie = (name: string) => request.plainCookie(name)
  const pick = <T extends string>(allowed: readonly T[], value: unknown, otherwise: T) =>
    allowed.find((one) => one === value) ?? otherwise

  return {
    theme: pick(THEMES, cookie('theme'), 'system'),
    density: pick(DENSITIES, cookie('density'), 'normal'),
    narrowRail: cookie('rail') === 'narrow',
    embedded: isEmbedded(ctx),
  }
}

/** A page asked for by a frame; fragments of one say nothing themselves, so the session does. */
function isEmbedded({ request, session }: HttpContext): boolean {
  const asked = request.header('sec-fetch-dest')
  if (request.input('embed') === '1' || asked === 'iframe') return true

  return asked !== 'document' && session?.get('launch')?.embedded === true
}
