import { expect, it } from 'vitest';
import { createComingFiles } from '../../../electron/services/coming-files.ts';

const part = (...bytes: readonly number[]) => Uint8Array.from(bytes);

it('puts a file together, and gives it out once', () => {
  const coming = createComingFiles(10);
  expect(coming.add('a', 0, part(1, 2))).toBe(true);
  expect(coming.add('b', 0, part(9))).toBe(true);
  expect(coming.add('a', 2, part(3))).toBe(true);
  expect([...(coming.take('a') ?? [])]).toEqual([1, 2, 3]);
  expect(coming.take('a')).toBeNull();
  expect([...(coming.take('b') ?? [])]).toEqual([9]);
});

it.each([
  ['the first is not at the beginning', [[2, 1]]],
  [
    'one is missing',
    [
      [0, 2],
      [3, 1],
    ],
  ],
  [
    'one comes twice',
    [
      [0, 2],
      [2, 1],
      [2, 1],
    ],
  ],
  [
    'it gets too large',
    [
      [0, 6],
      [6, 5],
    ],
  ],
])('gives up a file when %s', (_what, parts) => {
  const coming = createComingFiles(10);
  const added = parts.map(([at = 0, size = 0]) => coming.add('a', at, new Uint8Array(size)));
  expect(added.at(-1)).toBe(false);
  expect(coming.take('a')).toBeNull();
});

it('begins anew at the beginning, and holds three files at most', () => {
  const coming = createComingFiles(10);
  coming.add('a', 0, part(1));
  coming.add('a', 0, part(2));
  expect([...(coming.take('a') ?? [])]).toEqual([2]);
  for (const id of ['a', 'b', 'c', 'd']) coming.add(id, 0, part(1));
  expect(['a', 'b', 'c', 'd'].map((id) => coming.take(id) !== null)).toEqual([false, true, true, true]);
});
