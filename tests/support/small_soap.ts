import SmallErp, { type Heard } from '#tests/support/small_erp'

const NAMESPACE = 'urn:small'
const ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/'

/** A document/literal service with one list, one record and one invoice. `types` may stand elsewhere, in an imported schema. */
export function smallWsdl(types = SCHEMA): string {
  const each = (write: (name: string) => string) => ['getProducts', 'getProduct', 'postInvoice'].map(write).join('')
  return `<?xml version="1.0"?>
<definitions name="Small" targetNamespace="${NAMESPACE}" xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:tns="${NAMESPACE}">
<types>${types}</types>
${each((name) => `<message name="${name}In"><part name="parameters" element="tns:${name}"/></message><message name="${name}Out"><part name="parameters" element="tns:answer"/></message>`)}
<portType name="Port">${each((name) => `<operation name="${name}"><input message="tns:${name}In"/><output message="tns:${name}Out"/></operation>`)}</portType>
<binding name="Binding" type="tns:Port"><soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
${each((name) => `<operation name="${name}"><soap:operation soapAction="urn:small#${name}"/><input><soap:body use="literal"/></input><output><soap:body use="literal"/></output></operation>`)}</binding>
<service name="Service"><port name="Port" binding="tns:Binding"><soap:address location="http://elsewhere.example/"/></port></service>
</definitions>`
}

const fields = (names: string[]) => names.map((name) => `<xsd:element name="${name}" type="xsd:string" minOccurs="0"/>`).join('')
const element = (name: string, inner: string) => `<xsd:element name="${name}"><xsd:complexType><xsd:sequence>${inner}</xsd:sequence></xsd:complexType></xsd:element>`

/** The types of the service; amounts are decimals and days are dates. */
export const SCHEMA = `<xsd:schema targetNamespace="${NAMESPACE}" elementFormDefault="qualified" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
${element('getProducts', fields(['first', 'second', 'third', 'key']))}
${element('getProduct', fields(['nr']))}
${element('postInvoice', fields(['ref']))}
${element('answer', '<xsd:element name="p" minOccurs="0"><xsd:complexType><xsd:sequence><xsd:element name="nr" type="xsd:string"/><xsd:element name="price" type="xsd:decimal"/><xsd:element name="on" type="xsd:date"/></xsd:sequence></xsd:complexType></xsd:element>')}
</xsd:schema>`

/** An answer in its envelope. */
export function enveloped(inner: string, version = ENVELOPE): string {
  return `<?xml version="1.0"?><e:Envelope xmlns:e="${version}"><e:Body>${inner}</e:Body></e:Envelope>`
}

/** Products in an answer. */
export function answerWith(...products: string[]): string {
  return enveloped(`<answer xmlns="${NAMESPACE}">${products.map((product) => `<p>${product}</p>`).join('')}</answer>`)
}

/** A fault of SOAP 1.1. */
export function faultOf(code: string, sentence: string, detail = ''): string {
  return enveloped(`<e:Fault><faultcode>e:${code}</faultcode><faultstring>${sentence}</faultstring><detail>${detail}</detail></e:Fault>`)
}

/** A server that gives its WSDL, and answers calls as a test says. */
export default class SmallSoap extends SmallErp {
  wsdl = smallWsdl()
  reply: (call: Heard) => { status?: number; headers?: Record<string, string>; body: string } = () => ({ body: answerWith() })
  override answer = (heard: Heard) => (heard.method === 'GET' ? { body: this.wsdl } : this.reply(heard))

  /** What was called, without the fetching of the WSDL. */
  get calls(): Heard[] {
    return this.heard.filter(({ method }) => method === 'POST')
  }
}
