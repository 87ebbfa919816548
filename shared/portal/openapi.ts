import { z } from 'zod';
import { ATTACHMENT_PATHS } from './openapi-attachments.ts';
import {
  DIGEST_HEADER,
  NONCE_HEADER,
  PORTAL_TIME_HEADER,
  SIGNATURE_HEADER,
  SIGNATURE_WINDOW,
  SIGNED_TIME_HEADER,
} from './signature.ts';
import { CONTRACT_VERSION, OPERATIONS, refusalSchema, type Access, type OperationName } from './contract.ts';

const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
type Schemas = Record<string, unknown>;

/**
 * A type as JSON Schema. References count from the root of the whole document, so parts a schema refers to (JSON values
 * hold JSON values) move to the document's own schemas, under a name that begins with `place`.
 */
function schemaOf(type: z.ZodType, io: 'input' | 'output', place: string, parts: Schemas): unknown {
  const made = z.toJSONSchema(type, { io, unrepresentable: 'any', target: 'draft-2020-12' });
  const text = JSON.stringify(made).replaceAll('"#/$defs/', `"#/components/schemas/${place}.`);
  const { $defs = {}, ...schema } = JSON.parse(text) as { $defs?: Schemas };
  for (const [name, part] of Object.entries($defs)) parts[`${place}.${name}`] = part;
  return schema;
}

/** For whoever writes another portal. */
const SIGNING = `Once the token's counter registered a key (registerKey), every request with the token is signed too.
${SIGNED_TIME_HEADER}: milliseconds since 1970; ${NONCE_HEADER}: 16 to 64 characters, used once; ${DIGEST_HEADER}: SHA-256 of the
body, hexadecimal; ${SIGNATURE_HEADER}: Ed25519, base64url, over the UTF-8 text of textToSign in shared/portal/signature.ts: a
line of name and version, method, path with query, digest, time, nonce, then one line each for the signed headers. Without
a right signature: 401 \`signature-wrong\`. More than ${String(SIGNATURE_WINDOW / 60_000)} minutes from the portal's clock, or a nonce seen before: 401
\`signature-late\` with the header ${PORTAL_TIME_HEADER}, by which the counter signs and asks once more. Of a part of a file (tus PATCH) the
digest is signed like its offset but need not be compared: what arrives counts even when the line breaks in the middle, and the
whole is held against its SHA-256, which is in the signed path.`;

const SECURITY: Record<Access, readonly Record<string, readonly string[]>[]> = {
  open: [],
  device: [{ counter: [] }],
  session: [{ counter: [], clerk: [] }],
};

function parameters(request: z.ZodType, place: string, parts: Schemas) {
  const { properties = {}, required = [] } = schemaOf(request, 'input', place, parts) as {
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

function operation(name: OperationName, parts: Schemas) {
  const { method, request, reply, access, summary } = OPERATIONS[name];
  return {
    operationId: name,
    summary,
    security: SECURITY[access],
    ...(method === 'GET'
      ? { parameters: parameters(request, `${name}.request`, parts) }
      : { requestBody: { required: true, ...json(schemaOf(request, 'input', `${name}.request`, parts)) } }),
    responses: {
      200: { description: 'Done', ...json(schemaOf(reply, 'output', `${name}.reply`, parts)) },
      default: {
        description: 'Refused, with a reason',
        ...json(schemaOf(refusalSchema, 'output', 'refusal', parts)),
      },
    },
  };
}

/** The contract as an OpenAPI 3.1 document; made from the same schemas that check every message. */
export function openApiDocument(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  const parts: Schemas = {};
  for (const name of Object.keys(OPERATIONS) as OperationName[]) {
    const { path, method } = OPERATIONS[name];
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(name, parts) };
  }
  Object.assign(paths, ATTACHMENT_PATHS);
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
      schemas: parts,
      securitySchemes: {
        counter: { type: 'apiKey', in: 'header', name: 'x-counter-token', description: SIGNING },
        clerk: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}
