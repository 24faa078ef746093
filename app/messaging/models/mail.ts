import type { DateTime } from 'luxon'
import { BaseModel, column } from '@adonisjs/lucid/orm'

export type MailState = 'queued' | 'sent' | 'unsent'
export type TemplateValues = Record<string, string | number>

/** A mail that leaves, or left, the house. */
export default class Mail extends BaseModel {
  static table = 'mails'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare toAddress: string

  /** Named in resources/views/emails as `<template>_html` and `<template>_text`. */
  @column()
  declare template: string

  @column()
  declare locale: string

  @column()
  declare subject: string

  @column({
    serializeAs: null,
    prepare: (values: TemplateValues | null) => (values ? JSON.stringify(values) : null),
    consume: (text: string | null) => (text ? JSON.parse(text) : null),
  })
  declare templateValues: TemplateValues | null

  @column()
  declare state: MailState

  @column()
  declare problemCode: string | null

  @column()
  declare problem: string | null

  @column.dateTime()
  declare sentAt: DateTime | null

  @column.dateTime({ autoCreate: true })
  declare createdAt: DateTime
}
