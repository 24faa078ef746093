import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { addDays, type CalendarDate } from '#shared/calendar/calendar_date'
import SaveRecord from '#shared/records/actions/save_record'
import type { RecordType, Row, Values } from '#shared/records/record_type'
import { DEMO_DOMAIN } from '#identity/queries/demo_people'
import { COMPANY } from '#crm/records/company'
import { CONTACT } from '#crm/records/contact'
import MoveOffer from '#sales/actions/move_offer'
import MoveOpportunity from '#sales/actions/move_opportunity'
import { OFFER, OFFER_LINE } from '#sales/records/offer'
import { OPPORTUNITY, OPPORTUNITY_LINE } from '#sales/records/opportunity'

type Line = [product: string | null, quantity: string, more?: Values]

/** What the salesperson of the demo works on: deals at every stage, with the offers made for them. */
export async function seedDemoSales(today: CalendarDate): Promise<void> {
  const desk = await Desk.of('lucia')
  const [bakery, clinic, workshop, office, hotel] = await db.from('companies').whereNotNull('customer_id').where('status', 'customer').orderBy('id').limit(5)
  const inDays = (days: number) => addDays(today, days)

  const compressor = await desk.opportunity({ company_id: bakery.id, title: 'Segundo compresor con mantenimiento', origin: 'visit', closes_on: inDays(10), probability: 80 }, [['CMP-7', '1'], ['SVC-MNT-M', '1']])
  const accepted = await desk.offer({ company_id: bakery.id, opportunity_id: compressor.id, subject: 'Compresor de 7,5 kW con mantenimiento mensual', budget_cents: '8000.00', description: 'Puesta en marcha incluida. Entrega en tres semanas.' }, [])
  await desk.move(accepted, 'send')
  await desk.move(accepted, 'accept', { customerReference: 'PC-2214' })

  const printers = await desk.opportunity({ company_id: clinic.id, title: 'Renovación de las impresoras', origin: 'customer', closes_on: inDays(35), probability: 60 }, [['MFP-450', '3'], ['SVC-INST', '6']])
  await desk.move(await desk.offer({ company_id: clinic.id, opportunity_id: printers.id, subject: 'Tres impresoras A3, instaladas', valid_until: inDays(20) }, [['TON-BK', '6', { discount_percent: '7.5' }]]), 'send')

  const prospect = await desk.save(COMPANY, { name: 'Talleres Nogueira', status: 'prospect', city: 'Ourense', country: 'ES', language: 'es', email: 'compras@nogueira.example' })
  const contact = await desk.save(CONTACT, { company_id: prospect.id, first_name: 'Xoán', last_name: 'Nogueira Lamas', position: 'Gerente' })
  const power = await desk.opportunity({ company_id: prospect.id, contact_id: contact.id, title: 'Alimentación segura para la nave', origin: 'web', closes_on: inDays(-5), probability: 30 }, [['UPS-3K', '2']])
  const late = await desk.offer({ company_id: prospect.id, contact_id: contact.id, opportunity_id: power.id, subject: 'Dos SAI de 3 kVA' }, [])
  await desk.move(late, 'send')
  await db.from('offers').where('id', late).update({ sent_on: inDays(-34), valid_until: inDays(-4) })

  const servers = await desk.opportunity({ company_id: workshop.id, title: 'Sala de servidores', origin: 'tender', closes_on: inDays(60), probability: 25 }, [['SRV-2U', '4'], ['SVC-INST', '16']])
  await desk.offer({ company_id: workshop.id, opportunity_id: servers.id, subject: 'Cuatro servidores con montaje', budget_cents: '22000.00' }, [])

  const toner = await desk.opportunity({ company_id: office.id, title: 'Tóner para todo el año', origin: 'campaign', closes_on: inDays(-20), probability: 50 }, [['TON-BK', '60']])
  await new MoveOpportunity().handle(toner.id, { move: 'lose', reason: 'price', note: 'Un mayorista lo da un 12 % más barato' }, desk.actor)

  const wired = await desk.offer({ company_id: hotel.id, subject: 'Red de los salones' }, [['GW-4', '4', { discount_percent: '10' }], [null, '1', { description: 'Cableado de cuatro salones, a tanto alzado', unit_price: '1240' }]])
  await desk.move(wired, 'send')
  await desk.move(wired, 'accept')
}

/** A salesperson at work; it needs no permissions, since nothing asks for them here. */
class Desk {
  private constructor(
    readonly actor: Actor,
    private products: Map<string, number>
  ) {}

  static async of(name: string): Promise<Desk> {
    const user = await db.from('users').where('email', `${name}@${DEMO_DOMAIN}`).firstOrFail()
    const products = await db.from('products').select('id', 'number')
    const actor: Actor = { id: Number(user.id), name: user.full_name, email: user.email, locale: 'es', timeZone: 'Europe/Madrid', groupIds: [], reach: () => 'all', may: () => true }
    return new Desk(actor, new Map(products.map(({ id, number }) => [String(number), Number(id)])))
  }

  save(type: RecordType, values: Values): Promise<Row> {
    return new SaveRecord().handle(type, { id: null, values }, this.actor)
  }

  async opportunity(values: Values, lines: Line[]): Promise<Row> {
    const row = await this.save(OPPORTUNITY, { currency: 'EUR', ...values })
    for (const line of lines) await this.save(OPPORTUNITY_LINE, { opportunity_id: row.id, ...this.valuesOf(line) })
    return row
  }

  async offer(values: Values, lines: Line[]): Promise<number> {
    const row = await this.save(OFFER, { currency: 'EUR', ...values })
    for (const line of lines) await this.save(OFFER_LINE, { offer_id: row.id, ...this.valuesOf(line) })
    return row.id
  }

  move(id: number, move: 'send' | 'accept', more: { customerReference?: string } = {}): Promise<void> {
    return new MoveOffer().handle(id, { move, ...more }, this.actor)
  }

  private valuesOf([product, quantity, more]: Line): Values {
    return { product_id: product ? this.products.get(product) : null, quantity, ...more }
  }
}
