import { z } from 'zod'
import { endpoints } from '../contract'
import { errorAnswer } from '../contract/common'
import type { EndpointSpec } from '../contract/endpoint'
import { errorStatus } from '../contract/errors'

const allEndpoints: readonly EndpointSpec[] = endpoints

/** OpenAPI 3.1, generated from the contract. */
export function createOpenApi() {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const spec of allEndpoints) {
    const path = spec.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [spec.method.toLowerCase()]: operationOf(spec) }
  }
  return {
    openapi: '3.1.0',
    info: { title: '韧图 Rentu', version: '1', description: 'The library in the reader’s pocket.' },
    servers: [{ url: '/api' }],
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Error: jsonSchema(errorAnswer, 'output') },
    },
    paths,
  }
}

function operationOf(spec: EndpointSpec) {
  return {
    operationId: `${spec.method} ${spec.path}`,
    summary: spec.summary,
    tags: [spec.path.split('/')[1] ?? ''],
    ...(spec.audience === 'public' ? {} : { security: [{ bearer: [] }] }),
    parameters: [...pathParameters(spec), ...queryParameters(spec), ...headerParameters(spec)],
    ...requestBody(spec),
    responses: {
      [String(spec.status ?? 200)]: {
        description: 'OK',
        content: {
          [spec.stream ? 'text/event-stream' : 'application/json']: { schema: jsonSchema(spec.response, 'output') },
        },
      },
      ...errorResponses(spec),
    },
  }
}

function pathParameters(spec: EndpointSpec) {
  return [...spec.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
}

function queryParameters(spec: EndpointSpec) {
  if (!spec.query) return []
  const schema = jsonSchema(spec.query, 'input')
  const required = new Set(schema.required ?? [])
  const properties: Record<string, unknown> = schema.properties ?? {}
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: 'query',
    required: required.has(name),
    schema: property,
  }))
}

function headerParameters(spec: EndpointSpec) {
  if (spec.method === 'GET' || spec.transactional === false) return []
  return [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 128 } }]
}

function requestBody(spec: EndpointSpec) {
  if (spec.upload) {
    const content = Object.fromEntries(
      spec.upload.types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
    )
    return { requestBody: { required: true, content } }
  }
  if (!spec.body) return {}
  return {
    requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(spec.body, 'input') } } },
  }
}

function errorResponses(spec: EndpointSpec) {
  const byStatus = new Map<number, string[]>()
  const general = spec.audience === 'public' ? [] : (['auth.required', 'auth.forbidden'] as const)
  const parameters = spec.path.includes(':') ? (['resource.not_found'] as const) : []
  for (const code of ['request.invalid' as const, ...general, ...parameters, ...(spec.errors ?? [])]) {
    const status = errorStatus[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.join(', '),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    ]),
  )
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' })
  return rest
}
