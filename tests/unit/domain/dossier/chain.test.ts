import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalJson, CHAIN_START, hashOf, sealEvents } from '../../../../shared/domain/dossier/chain.ts';
import { dossierEventSchema } from '../../../../shared/domain/dossier/event.ts';
import { author, FIRST, received, write } from '../../../support/catalogue.ts';

describe('canonicalJson', () => {
  it.each<[unknown, string]>([
    [{ b: 1, a: { d: [1, { z: 0, y: null }], c: 'đ' } }, '{"a":{"c":"đ","d":[1,{"y":null,"z":0}]},"b":1}'],
    [{ a: undefined, b: [undefined] }, '{"b":[null]}'],
    [[], '[]'],
    ['"\n\u2028', '"\\"\\n\u2028"'],
    [-0, '0'],
    [undefined, 'null'],
    ['\uD800', '"\\ud800"'],
    [{ '10': 1, '9': 2, Đ: 3, a: 4 }, '{"10":1,"9":2,"a":4,"Đ":3}'],
  ])('%j', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
    expect(JSON.parse(text)).toEqual(value === undefined ? null : JSON.parse(JSON.stringify(value)));
  });
});

it('hashes as any SHA-256 does, whatever the order of keys', () => {
  expect(hashOf({ b: 'Nguyễn', a: 1 })).toBe(
    createHash('sha256').update('{"a":1,"b":"Nguyễn"}').digest('hex'),
  );
  expect(hashOf({ a: 1, b: 'Nguyễn' })).toBe(hashOf({ b: 'Nguyễn', a: 1 }));
  expect(hashOf('\uD800')).not.toBe(hashOf('\uFFFD'));
});

describe('sealEvents', () => {
  it('chains events, dossier after dossier of one counter', () => {
    const first = received();
    const second = write([{ type: 'addNote', text: 'Gọi lại' }], author(), first);
    const other = write([], author(), received({}, author()), second.head);
    expect(first.events[0]?.prev).toBe(CHAIN_START);
    expect(second.events.map((event) => event.position)).toEqual([1, 2, 3, 4]);
    expect(second.events.slice(1).map((event) => event.prev)).toEqual(second.events.slice(0, -1).map(hashOf));
    expect(second.head).toEqual({ position: 4, hash: hashOf(second.events.at(-1)) });
    expect(other.head).toEqual(second.head);
    expect(second.events.map((event) => dossierEventSchema.safeParse(event).success)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  it('goes on after the highest seq its author knew, and changes nothing for no events', () => {
    const dossier = { id: '01980000-0000-7000-8000-000000000001', lastSeq: 41 };
    const head = { position: 7, hash: 'a'.repeat(64) };
    const sealed = sealEvents([{ type: 'noteAdded', data: { text: 'x' } }], dossier, head, author());
    expect(sealed.events).toMatchObject([
      { seq: 42, position: 8, prev: head.hash, counter: 'HT-1', office: 'HT' },
    ]);
    expect(sealEvents([], dossier, head, author())).toEqual({ events: [], head });
  });

  it('shows any change made to the log afterwards', () => {
    const [one, two] = received().events;
    const forged = one && { ...one, by: { ...one.by, name: 'Người khác' } };
    expect(two?.prev).toBe(hashOf(one));
    expect(two?.prev).not.toBe(hashOf(forged));
    expect(FIRST).toEqual({ position: 0, hash: CHAIN_START });
  });
});
