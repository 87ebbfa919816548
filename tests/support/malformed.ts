import { z } from 'zod';
import type { Random } from '../portal/seed/random.ts';

type Json = unknown;
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema | boolean;
  readonly prefixItems?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly format?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

const FORMATS: Readonly<Record<string, string>> = {
  uuid: '0198b0d2-6f3c-7cc1-9a53-7d2d4f1f0a11',
  'date-time': '2026-11-26T03:00:00.000Z',
  date: '2026-11-26',
};

/** Something of the shape a schema asks for: right types and keys, values that need not pass its finer checks. */
export function shapeOf(schema: z.ZodType, random: Random): Json {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  return instance(root, root, random, 0);
}

function instance(schema: Schema, root: Schema, random: Random, depth: number): Json {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return random.pick(schema.enum);
  const choice = schema.anyOf ?? schema.oneOf ?? (schema.allOf?.length === 1 ? schema.allOf : undefined);
  if (choice) return instance(random.pick(choice), root, random, depth);
  const referred = schema.$ref === undefined ? undefined : root.$defs?.[schema.$ref.split('/').at(-1) ?? ''];
  if (referred) return depth > 6 ? null : instance(referred, root, random, depth + 1);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([key]) => (schema.required?.includes(key) ?? false) || random.below(2) === 0)
          .map(([key, each]) => [key, instance(each, root, random, depth + 1)]),
      );
    case 'array': {
      const { items, prefixItems, minItems = 0 } = schema;
      if (prefixItems) return prefixItems.map((each) => instance(each, root, random, depth + 1));
      const each = typeof items === 'object' ? items : {};
      return Array.from({ length: Math.max(minItems, random.below(3)) }, () =>
        instance(each, root, random, depth + 1),
      );
    }
    case 'integer':
    case 'number':
      return (schema.minimum ?? 0) + random.below(100);
    case 'boolean':
      return random.below(2) === 0;
    case 'null':
      return null;
    case 'string':
      return FORMATS[schema.format ?? ''] ?? `chữ ${String(random.below(1000))}`;
    default:
      return { some: 'json' };
  }
}

const deep = (levels: number): Json => {
  let value: Json = 0;
  for (let i = 0; i < levels; i += 1) value = i % 2 === 0 ? [value] : { a: value };
  return value;
};

const JUNK: readonly ((random: Random) => Json)[] = [
  () => null,
  () => ({}),
  () => [],
  () => true,
  () => -1,
  () => 1.5,
  () => 1e308,
  () => Number.MAX_SAFE_INTEGER + 1,
  () => '',
  () => ' ',
  () => '\u0000',
  () => '\ud800',
  () => '../../../etc/passwd',
  () => "'; drop table events; --",
  () => '<img src=x onerror=alert(1)>',
  () => 'Đ'.repeat(100_000),
  () => deep(500),
  (): Json =>
    JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}'),
  (random) => Array.from({ length: 5000 }, () => random.below(10)),
];

/** A value with one to three things in it wrong: another type, a missing key, one too many, a limit broken. */
export function malformed(value: Json, random: Random): Json {
  let result = structuredClone(value);
  for (let times = random.below(3); times >= 0; times -= 1) result = damage(result, random, 0);
  return result;
}

function damage(value: Json, random: Random, depth: number): Json {
  if (typeof value !== 'object' || value === null || random.below(4 + depth * 2) === 0)
    return random.pick(JUNK)(random);
  if (Array.isArray(value)) {
    if (value.length === 0) return [random.pick(JUNK)(random)];
    const at = random.below(value.length);
    return value.map((each: unknown, i) => (i === at ? damage(each, random, depth + 1) : each));
  }
  const keys = Object.keys(value);
  const key = keys.length === 0 || random.below(5) === 0 ? 'unheardOf' : random.pick(keys);
  const record = new Map(Object.entries(value));
  if (random.below(4) === 0) record.delete(key);
  else record.set(key, damage(record.get(key) ?? 'new', random, depth + 1));
  return Object.fromEntries(record);
}
