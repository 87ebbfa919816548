import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashOf } from '../../shared/domain/dossier/chain.ts';
import { ask, placeOf, startCounter } from './client.ts';
import { createPortal, type Portal } from './server.ts';
import { createRandom } from './seed/random.ts';

let portal: Portal;
let url: string;
beforeAll(async () => {
  portal = await createPortal();
  ({ url } = await portal.listen());
});
afterAll(() => portal.close());

describe('anchors of a counter’s log', () => {
  it('are kept at every push, tell the hash of the event there, and only to the counter itself', async () => {
    const random = createRandom('anchors');
    const counter = await startCounter(url, placeOf('HT'), 1);
    await counter.lease();
    const ends: number[] = [];
    for (let i = 0; i < 3; i += 1) {
      await counter.push(counter.receive(random));
      ends.push(counter.log.length);
    }
    // Sent once more: known already, nothing new is witnessed.
    await counter.push([...counter.log]);
    const { anchors, more } = await ask(url, 'anchors', { after: 0 }, counter.credentials);
    expect(more).toBe(false);
    expect(anchors.map(({ position, hash }) => [position, hash])).toEqual(
      ends.map((end) => [end, hashOf(counter.log[end - 1])]),
    );
    const rest = await ask(url, 'anchors', { after: ends[1] ?? 0 }, counter.credentials);
    expect(rest.anchors.map(({ position }) => position)).toEqual([ends[2]]);
    const other = await startCounter(url, placeOf('HT'), 2);
    expect((await ask(url, 'anchors', { after: 0 }, other.credentials)).anchors).toEqual([]);
  });
});
