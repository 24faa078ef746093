import vine, { SimpleMessagesProvider } from '@vinejs/vine'
import { RequestValidator } from '@adonisjs/core/http'
import { SentencesOfValidation } from '#shared/presentation/sentences_of_validation'

vine.messagesProvider = new SimpleMessagesProvider({})
RequestValidator.messagesProvider = ({ i18n, request }) =>
  new SentencesOfValidation(i18n, request.url().split('/')[1]?.replaceAll('-', '_') ?? '')
