import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OPERATIONS } from '../../shared/portal/contract.ts';
import { createPortal, type Portal } from './server.ts';

let portal: Portal;
let document: Record<string, unknown>;

beforeAll(async () => {
  portal = await createPortal();
  const { url } = await portal.listen();
  document = (await (await fetch(`${url}/openapi.json`)).json()) as Record<string, unknown>;
});
afterAll(() => portal.close());

test('the document served is valid OpenAPI 3.1', async () => {
  const validator = new Validator();
  const result = await validator.validate(structuredClone(document));
  expect(result.errors).toBeUndefined();
  expect([result.valid, validator.version]).toEqual([true, '3.1']);
});

test('the validator would notice: a document with a path that is none is refused', async () => {
  const result = await new Validator().validate({
    ...structuredClone(document),
    paths: { 'no-slash': { get: 1 } },
  });
  expect(result.valid).toBe(false);
});

test('every route of the document is served, and nothing else is', () => {
  const paths = document.paths as Record<string, Record<string, unknown>>;
  const documented = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect([...portal.routes].sort()).toEqual([...documented, 'GET /openapi.json'].sort());
  // Files go by tus: begin, ask, send, and fetch again.
  expect(documented).toHaveLength(Object.keys(OPERATIONS).length + 4);
});
