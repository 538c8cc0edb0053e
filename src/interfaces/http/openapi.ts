import type Joi from 'joi';
import { PROBLEMS } from './problem-table.js';
import type { ProblemCode } from './problem-table.js';
import { isRepeatable } from './route.js';
import type { Route } from './route.js';

type Json = Record<string, unknown>;

const PROBLEM_SCHEMA: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'request_id'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', enum: Object.keys(PROBLEMS).sort() },
    instance: { type: 'string' },
    request_id: { type: 'string' },
    link: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'detail'],
        properties: { pointer: { type: 'string' }, code: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
};

/** The OpenAPI 3.1 document of the declared routes. */
export function openApiDocument(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const declared of routes) {
    const path = declared.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [declared.method]: operationOf(declared) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Fleetbridge',
      version,
      description: 'Hours of service and vendor data of a fleet. Times are RFC 3339 UTC, hours are decimals, unknown is null.',
    },
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Problem: PROBLEM_SCHEMA },
    },
  };
}

function operationOf(declared: Route): Json {
  const open = declared.permission === 'public';
  return {
    summary: declared.summary,
    operationId: `${declared.method}${declared.path.replaceAll(/[^\w]+(\w?)/g, (_all, next: string) => next.toUpperCase())}`,
    tags: [tagOf(declared.path)],
    ...(!open && { security: [{ bearer: [] }], 'x-permission': declared.permission }),
    parameters: [
      ...parametersOf(declared.params, 'path'),
      ...parametersOf(declared.query, 'query'),
      ...headersOf(declared),
    ],
    ...(declared.body !== undefined && {
      requestBody: { required: declared.bodyOptional !== true, content: { 'application/json': { schema: jsonSchemaOf(declared.body) } } },
    }),
    ...(declared.rawBody === true && { requestBody: { required: true, content: { '*/*': { schema: {} } } } }),
    responses: responsesOf(declared),
  };
}

function tagOf(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== 'api' && part !== 'v1');
  return parts[0] ?? 'service';
}

function headersOf(declared: Route): Json[] {
  if (declared.permission === 'public') return [];
  const tenant = { name: 'X-Tenant-Id', in: 'header', schema: { type: 'string' }, description: 'SUPER_ADMIN only: the tenant this is about' };
  const key = { name: 'Idempotency-Key', in: 'header', schema: { type: 'string', maxLength: 255 } };
  return isRepeatable(declared) ? [tenant, key] : [tenant];
}

function parametersOf(schema: Joi.ObjectSchema | undefined, where: 'path' | 'query'): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = jsonSchemaOf(schema) as { readonly properties?: Record<string, Json>; readonly required?: readonly string[] };
  return Object.entries(properties).map(([name, { description, ...inner }]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    ...(description !== undefined && { description }),
    schema: inner,
  }));
}

function responsesOf({ responses, permission, body, rawBody, limit }: Route): Json {
  const good = Object.entries(responses).map(([status, { description, schema }]): [string, Json] => [
    status,
    { description, ...(schema !== undefined && { content: { 'application/json': { schema: jsonSchemaOf(schema) } } }) },
  ]);
  const codes: ProblemCode[] = ['validation-failed'];
  if (permission !== 'public') codes.push('unauthenticated', 'forbidden');
  if (body !== undefined || rawBody === true) codes.push('unsupported-media-type', 'payload-too-large');
  if (limit !== undefined) codes.push('rate-limited');
  const bad = codes.map((code): [string, Json] => [String(PROBLEMS[code].status), problemResponse(PROBLEMS[code].title)]);
  return { ...Object.fromEntries([...bad, ...good]), default: problemResponse('A problem; its code is explained at /problems/{code}') };
}

const problemResponse = (description: string): Json => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

/** Joi's own JSON Schema, with the formats its custom rules cannot tell. */
export function jsonSchemaOf(schema: Joi.Schema): Json {
  return schema['~standard'].jsonSchema.input({ target: 'draft-2020-12' });
}
