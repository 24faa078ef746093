import edge from 'edge.js'
import app from '@adonisjs/core/services/app'
import { asset } from '#shared/presentation/assets'
import { drawing, mark } from '#shared/presentation/drawing'
import { formatsFor } from '#shared/presentation/formats'
import { navigationFor } from '#start/navigation'
import type { Actor } from '#shared/actor'
import { countUnread } from '#messaging/queries/notifications'
import { ownWindowAddress } from '#erp/own_window'
import { creationsFor } from '#shared/shell/commands'
import { pointsText } from '#points/rules/points'

/** What pages may call. A request replaces the formats by those of its reader: see share_with_view. */
const plain = formatsFor({ locale: 'en', timeZone: 'UTC' })

edge.global('asset', asset)
edge.global('drawing', drawing)
edge.global('mark', mark)
edge.global('navigationFor', navigationFor)
edge.global('creationsFor', creationsFor)
edge.global('unreadFor', (actor?: Actor) => (actor ? countUnread(actor.id) : 0))
edge.global('ownWindowAddress', ownWindowAddress)
edge.global('inProduction', app.inProduction)
edge.global('pointsText', pointsText)
for (const [name, format] of Object.entries(plain)) edge.global(name, format)
