const NAMESPACE = 'http://www.adonix.com/WSS'
const CONTEXT = { callContext: 'wss:CAdxCallContext', publicName: 'xsd:string' }
const KEYS = { objectKeys: 'wss:ArrayOfCAdxParamKeyValue' }

/** The operations of the generic service that this house uses, with their parameters in order. */
const OPERATIONS: Record<string, Record<string, string>> = {
  run: { ...CONTEXT, inputXml: 'xsd:string' },
  save: { ...CONTEXT, objectXml: 'xsd:string' },
  modify: { ...CONTEXT, ...KEYS, objectXml: 'xsd:string' },
  delete: { ...CONTEXT, ...KEYS },
  read: { ...CONTEXT, ...KEYS },
  query: { ...CONTEXT, ...KEYS, listSize: 'xsd:int' },
  getDescription: { ...CONTEXT },
}

const each = <T>(things: Record<string, T>, write: (name: string, thing: T) => string) => Object.entries(things).map(([name, thing]) => write(name, thing)).join('')
const fields = (names: Record<string, string>) => each(names, (name, type) => `<element name="${name}" nillable="true" type="${type}"/>`)
const record = (name: string, names: Record<string, string>) => `<complexType name="${name}"><sequence>${fields(names)}</sequence></complexType>`
const arrayOf = (type: string) =>
  `<complexType name="ArrayOf${type}"><complexContent><restriction base="soapenc:Array"><attribute ref="soapenc:arrayType" wsdl:arrayType="wss:${type}[]"/></restriction></complexContent></complexType>`
const use = `use="encoded" encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" namespace="${NAMESPACE}"`

/**
 * The description of CAdxWebServiceXmlCC, the one SOAP service of every X3: it is always the
 * same, so it need not be fetched. What an installation offers lies behind `publicName`.
 */
export const X3_WSDL = `<?xml version="1.0" encoding="UTF-8"?>
<wsdl:definitions targetNamespace="${NAMESPACE}" xmlns:wss="${NAMESPACE}" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
<wsdl:types><schema targetNamespace="${NAMESPACE}" xmlns="http://www.w3.org/2001/XMLSchema">
${record('CAdxCallContext', { codeLang: 'xsd:string', poolAlias: 'xsd:string', poolId: 'xsd:string', requestConfig: 'xsd:string' })}
${record('CAdxMessage', { message: 'xsd:string', type: 'xsd:string' })}${arrayOf('CAdxMessage')}
${record('CAdxParamKeyValue', { key: 'xsd:string', value: 'xsd:string' })}${arrayOf('CAdxParamKeyValue')}
${record('CAdxResultXml', { messages: 'wss:ArrayOfCAdxMessage', resultXml: 'xsd:string', status: 'xsd:int', technicalInfos: 'xsd:anyType' })}
</schema></wsdl:types>
${each(OPERATIONS, (name, parts) => `<wsdl:message name="${name}Request">${each(parts, (part, type) => `<wsdl:part name="${part}" type="${type}"/>`)}</wsdl:message><wsdl:message name="${name}Response"><wsdl:part name="${name}Return" type="wss:CAdxResultXml"/></wsdl:message>`)}
<wsdl:portType name="CAdxWebServiceXmlCC">${each(OPERATIONS, (name) => `<wsdl:operation name="${name}"><wsdl:input message="wss:${name}Request"/><wsdl:output message="wss:${name}Response"/></wsdl:operation>`)}</wsdl:portType>
<wsdl:binding name="CAdxWebServiceXmlCCSoapBinding" type="wss:CAdxWebServiceXmlCC"><soap:binding style="rpc" transport="http://schemas.xmlsoap.org/soap/http"/>
${each(OPERATIONS, (name) => `<wsdl:operation name="${name}"><soap:operation soapAction=""/><wsdl:input><soap:body ${use}/></wsdl:input><wsdl:output><soap:body ${use}/></wsdl:output></wsdl:operation>`)}</wsdl:binding>
<wsdl:service name="CAdxWebServiceXmlCCService"><wsdl:port name="CAdxWebServiceXmlCC" binding="wss:CAdxWebServiceXmlCCSoapBinding"><soap:address location="http://localhost/"/></wsdl:port></wsdl:service>
</wsdl:definitions>`
