import emitter from '@adonisjs/core/services/emitter'
import PasswordResetAsked from '#identity/events/password_reset_asked'

/** Who reacts to what. Listeners run inside the transaction of the action that announces the fact. */
emitter.on(PasswordResetAsked, [() => import('#messaging/listeners/mail_password_reset'), 'handle'])
