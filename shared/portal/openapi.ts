import { z } from 'zod';
import { CONTRACT_VERSION, OPERATIONS, refusalSchema, type Access, type OperationName } from './contract.ts';

const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
const schemaOf = (type: z.ZodType, io: 'input' | 'output') =>
  z.toJSONSchema(type, { io, unrepresentable: 'any', target: 'draft-2020-12' });
const SECURITY: Record<Access, readonly Record<string, readonly string[]>[]> = {
  open: [],
  device: [{ counter: [] }],
  session: [{ counter: [], clerk: [] }],
};

function parameters(request: z.ZodType) {
  const { properties = {}, required = [] } = schemaOf(request, 'input') as {
    properties?: Record<string, unknown>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

function operation(name: OperationName) {
  const { method, request, reply, access, summary } = OPERATIONS[name];
  return {
    operationId: name,
    summary,
    security: SECURITY[access],
    ...(method === 'GET'
      ? { parameters: parameters(request) }
      : { requestBody: { required: true, ...json(schemaOf(request, 'input')) } }),
    responses: {
      200: { description: 'Done', ...json(schemaOf(reply, 'output')) },
      default: { description: 'Refused, with a reason', ...json(schemaOf(refusalSchema, 'output')) },
    },
  };
}

/** The contract as an OpenAPI 3.1 document; made from the same schemas that check every message. */
export function openApiDocument(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const name of Object.keys(OPERATIONS) as OperationName[]) {
    const { path, method } = OPERATIONS[name];
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(name) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Quầy Một Cửa: counter to portal',
      version: CONTRACT_VERSION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: {
        counter: { type: 'apiKey', in: 'header', name: 'x-counter-token' },
        clerk: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}
