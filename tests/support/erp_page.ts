import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A page of an ERP on `localhost`: a frame of ours, and a form that posts a ticket into it. */
export default class ErpPage {
  private server?: Server

  async start(): Promise<this> {
    this.server = createServer((request, response) => {
      const url = new URL(request.url!, this.origin)
      const [address, ticket] = [url.searchParams.get('address') ?? '', url.searchParams.get('ticket') ?? '']
      const source = url.searchParams.get('source')
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(source ? framing(source) : pageOf(address, ticket))
    }).listen(0, 'localhost')
    await once(this.server, 'listening')
    return this
  }

  get origin(): string {
    return `http://localhost:${(this.server!.address() as AddressInfo).port}`
  }

  /** The address of the ERP's page that opens the ticket in its frame. */
  opening(address: string, ticket: string): string {
    return `${this.origin}/?${new URLSearchParams({ address, ticket })}`
  }

  /** The address of the ERP's page that shows an address of ours in its frame. */
  showing(source: string): string {
    return `${this.origin}/?${new URLSearchParams({ source })}`
  }

  stop(): void {
    this.server?.closeAllConnections()
    this.server?.close()
  }
}

/** Keeps what the frame says, as an ERP that speaks with it would. */
const LISTENING = `<script>window.heard = []; window.addEventListener('message', ({ origin, data }) => window.heard.push({ origin, ...data }))</script>`

function framing(source: string): string {
  return `<!DOCTYPE html><html lang="en"><title>The ERP</title>${LISTENING}<h1>Customer in the ERP</h1>
<iframe name="annexa" title="Service" width="1200" height="800" src="${source.replaceAll('&', '&amp;')}"></iframe></html>`
}

function pageOf(address: string, ticket: string): string {
  return `<!DOCTYPE html><html lang="en"><title>The ERP</title>${LISTENING}
<h1>Customer in the ERP</h1>
<form id="launch" method="post" action="${address}/launch" target="annexa"><input type="hidden" name="ticket" value="${ticket}"><button>Service</button></form>
<iframe name="annexa" title="Service" width="1200" height="800"></iframe></html>`
}
