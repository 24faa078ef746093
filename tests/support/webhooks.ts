import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ApiClient } from '@japa/api-client'
import SaveWebhookSource from '#erp/actions/save_webhook_source'
import WebhookSource from '#erp/models/webhook_source'
import { signaturesOf } from '#erp/rules/standard_webhook'
import type { Actor } from '#shared/actor'

const SOMEBODY = { id: 0, name: 'Somebody' } as Actor

/** An address for the ERP of a connection, with its secret. */
export async function listeningTo(connectionId: number): Promise<{ source: WebhookSource; secret: string }> {
  const secret = await new SaveWebhookSource().addSecret(connectionId, null, SOMEBODY)
  return { source: await WebhookSource.findByOrFail('connectionId', connectionId), secret }
}

interface Sent {
  id?: string
  body?: unknown
  secret: string
  at?: number
  headers?: Record<string, string>
}

/** Sends a webhook as an ERP would. */
export function sendTo(client: ApiClient, path: string, { id = 'msg_1', body, secret, at = Date.now(), headers = {} }: Sent) {
  const text = JSON.stringify(body ?? { type: 'customer.changed', data: { entity: 'customer', id: '0001' } })
  const signed = { 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at / 1000)), 'webhook-signature': signaturesOf(id, at, text, [secret]) }
  const request = client.post(path).header('content-type', 'application/json')
  for (const [name, value] of Object.entries({ ...signed, ...headers })) request.header(name, value)
  request.request.send(text)
  return request
}

/** A receiver outside: keeps what came and answers what the test says. */
export class Receiver {
  readonly got: { headers: IncomingMessage['headers']; body: string }[] = []
  answer: { status: number; headers?: Record<string, string>; body?: string } = { status: 200 }
  private server?: Server

  async open(): Promise<string> {
    this.server = createServer(async (request, response) => {
      let body = ''
      for await (const part of request) body += String(part)
      this.got.push({ headers: request.headers, body })
      response.writeHead(this.answer.status, this.answer.headers).end(this.answer.body ?? 'thank you')
    })
    await new Promise<void>((ready) => this.server!.listen(0, '127.0.0.1', ready))
    return `http://127.0.0.1:${(this.server!.address() as AddressInfo).port}/hook`
  }

  close(): void {
    this.server?.closeAllConnections()
    this.server?.close()
  }
}
