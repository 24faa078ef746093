export const NAMESPACE = 'urn:annexa:sandbox'

type Parts = Record<string, string>

/** What the service does: the parameters of each operation and their types. */
export const OPERATIONS: Record<string, Parts> = {
  openSession: { user: 'xsd:string', key: 'xsd:string' },
  company: {},
  list: { kind: 'xsd:string', filter: 'tns:Filter' },
  get: { kind: 'xsd:string', no: 'xsd:string' },
  createCustomer: { customer: 'tns:Customer' },
  changeCustomer: { no: 'xsd:string', customer: 'tns:Customer' },
  createInvoice: { invoice: 'tns:Invoice' },
  addInvoiceLine: { no: 'xsd:string', line: 'tns:InvoiceLine' },
  validateInvoice: { no: 'xsd:string' },
  discardInvoice: { no: 'xsd:string' },
  createOrder: { order: 'tns:Order' },
  addOrderLine: { no: 'xsd:string', line: 'tns:OrderLine' },
  confirmOrder: { no: 'xsd:string' },
  discardOrder: { no: 'xsd:string' },
  moveStock: { move: 'tns:StockMove' },
}

const TYPES: Record<string, string[]> = {
  Filter: ['after_no', 'page', 'offset', 'limit', 'changed_from', 'ref', 'customers'],
  Customer: ['ref', 'changed', 'name', 'vat', 'mail', 'phone', 'web', 'lang', 'street', 'zip', 'city', 'country'],
  Invoice: ['customer', 'ref', 'date', 'currency', 'text', 'term', 'site'],
  InvoiceLine: ['item', 'text', 'qty', 'price', 'amount', 'vat_code'],
  Order: ['customer', 'ref', 'date', 'wanted', 'currency', 'text'],
  OrderLine: ['item', 'text', 'qty', 'price'],
  StockMove: ['ref', 'type', 'of', 'date', 'customer', 'site', 'bin', 'item', 'qty', 'serial', 'text'],
}

const each = <T>(things: Record<string, T>, write: (name: string, thing: T) => string) => Object.entries(things).map(([name, thing]) => write(name, thing)).join('')
const use = `use="encoded" encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" namespace="${NAMESPACE}"`

/** The description of the sandbox's SOAP service: rpc/encoded, as older ERPs write it. */
export function sandboxWsdl(address: string): string {
  const types = each(TYPES, (name, fields) => {
    const elements = fields.map((field) => `<xsd:element name="${field}" type="xsd:string" minOccurs="0"/>`).join('')
    return `<xsd:complexType name="${name}"><xsd:sequence>${elements}</xsd:sequence></xsd:complexType>`
  })
  const messages = each(OPERATIONS, (name, parts) => {
    const asked = each(parts, (part, type) => `<part name="${part}" type="${type}"/>`)
    return `<message name="${name}Request">${asked}</message><message name="${name}Response"><part name="return" type="xsd:anyType"/></message>`
  })
  const ports = each(OPERATIONS, (name) => `<operation name="${name}"><input message="tns:${name}Request"/><output message="tns:${name}Response"/></operation>`)
  const bindings = each(
    OPERATIONS,
    (name) => `<operation name="${name}"><soap:operation soapAction="${name}"/><input><soap:body ${use}/></input><output><soap:body ${use}/></output></operation>`
  )

  return `<?xml version="1.0" encoding="utf-8"?>
<definitions name="Sandbox" targetNamespace="${NAMESPACE}" xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:tns="${NAMESPACE}">
<types><xsd:schema targetNamespace="${NAMESPACE}">${types}</xsd:schema></types>
${messages}
<portType name="SandboxPort">${ports}</portType>
<binding name="SandboxBinding" type="tns:SandboxPort"><soap:binding style="rpc" transport="http://schemas.xmlsoap.org/soap/http"/>${bindings}</binding>
<service name="SandboxService"><port name="Sandbox" binding="tns:SandboxBinding"><soap:address location="${address.replaceAll('&', '&amp;')}"/></port></service>
</definitions>`
}
