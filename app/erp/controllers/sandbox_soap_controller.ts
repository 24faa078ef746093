import type { HttpContext } from '@adonisjs/core/http'
import { answered } from '#erp/connectors/sandbox/api/api_answers'
import { sandboxWsdl } from '#erp/connectors/sandbox/soap/sandbox_wsdl'
import { fault, soapFace } from '#erp/connectors/sandbox/soap/soap_answers'
import { readCall } from '#erp/connectors/sandbox/soap/soap_calls'
import { openSession, SOAP_OPERATIONS } from '#erp/connectors/sandbox/soap/soap_operations'

const XML = 'text/xml; charset=utf-8'

export default class SandboxSoapController {
  /** The description of the service. */
  async show({ request, response }: HttpContext) {
    return response.header('content-type', XML).send(sandboxWsdl(request.completeUrl()))
  }

  async store(ctx: HttpContext) {
    const { request, response } = ctx
    response.header('content-type', XML)
    const call = readCall(request.raw() ?? '')
    const operation = call && Object.hasOwn(SOAP_OPERATIONS, call.operation) ? SOAP_OPERATIONS[call.operation] : null
    if (call?.operation === 'openSession') return response.send((await openSession(call.params)).body)
    if (!call || !operation) {
      const { status, body } = fault('Client', 'There is no such operation')
      return response.status(status).send(body)
    }
    return answered(ctx, operation.fault, (wrong) => operation.work(call.params, wrong), soapFace(call.operation, call.session))
  }
}
