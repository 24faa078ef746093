import type { AddressInfo } from 'node:net'
import app from '@adonisjs/core/services/app'
import { configProvider } from '@adonisjs/core'
import emitter from '@adonisjs/core/services/emitter'
import { MailManager, defineConfig, transports, type Message } from '@adonisjs/mail'
import { SMTPServer } from 'smtp-server'
import MailServer from '#messaging/mail_server'

export interface Inbox {
  mails: { to: string[]; raw: string }[]
  /** Refuses the next mails with this reply code. */
  refuseWith: number | null
  close(): Promise<void>
}

/** A mail server of the test's own, and the application sending through it. */
export async function openInbox(): Promise<Inbox> {
  const inbox: Inbox = { mails: [], refuseWith: null, close }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (inbox.refuseWith) return done(Object.assign(new Error('not now'), { responseCode: inbox.refuseWith }))
        const to = session.envelope.rcptTo.map(({ address }: { address: string }) => address)
        inbox.mails.push({ to, raw: Buffer.concat(chunks).toString() })
        done()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))

  const { port } = server.server.address() as AddressInfo
  const provided = defineConfig({
    default: 'smtp',
    from: 'annexa@test',
    mailers: { smtp: transports.smtp({ host: '127.0.0.1', port, ignoreTLS: true }) },
  })
  const manager = new MailManager(emitter as never, (await configProvider.resolve(app, provided as never)) as never)

  class TestMailServer extends MailServer {
    override get isSet() {
      return true
    }

    override async send(compose: (message: Message) => void) {
      await manager.send(compose)
    }
  }
  app.container.swap(MailServer, () => new TestMailServer())

  async function close() {
    app.container.restore(MailServer)
    await manager.closeAll()
    await new Promise<void>((closed) => server.close(closed))
  }
  return inbox
}
