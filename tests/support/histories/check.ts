import { expect } from 'vitest';
import { readMeta } from '../../../renderer/store/meta.ts';
import { outboxSummary } from '../../../renderer/store/outbox-view.ts';
import { verifyProjections } from '../../../renderer/store/projections.ts';
import { CHAIN_START, canonicalJson, hashOf } from '../../../shared/domain/dossier/chain.ts';
import { compareEvents, readBody, type DossierEvent } from '../../../shared/domain/dossier/event.ts';
import { fold } from '../../../shared/domain/dossier/evolve.ts';
import { supersededIds } from '../../../shared/domain/dossier/superseded.ts';
import { ask } from '../../portal/client.ts';
import type { Portal } from '../../portal/server.ts';
import type { SimulatedCounter } from '../simulated-counter.ts';
import type { Play } from './play.ts';

async function logOf(counter: SimulatedCounter): Promise<readonly DossierEvent[]> {
  const rows = await counter.db().events.toArray();
  return rows.map((row) => counter.db().codec.decode(row.payload));
}

const byDossier = (log: readonly DossierEvent[]) => Map.groupBy(log, (event) => event.dossierId);
const foldsOf = (log: readonly DossierEvent[]) =>
  new Map([...byDossier(log)].map(([id, events]) => [id, canonicalJson(fold(events))]));
const idsOf = (log: readonly DossierEvent[]) => log.map((event) => event.id).sort();

function expectNoneTwice(values: readonly string[]): void {
  expect(values.filter((value, i) => values.indexOf(value) !== i)).toEqual([]);
}

/** A counter's log has no gap, and each event points at the one before. */
function expectWhole(log: readonly DossierEvent[], counter: string): void {
  let prev = CHAIN_START;
  const own = log.filter((event) => event.counter === counter).sort((a, b) => a.position - b.position);
  for (const [i, event] of own.entries()) {
    expect(event.position).toBe(i + 1);
    expect(event.prev).toBe(prev);
    prev = hashOf(event);
  }
}

/** The order of events in a dossier is the same whatever their clocks said. */
function expectOrderWithoutClocks(log: readonly DossierEvent[]): void {
  for (const events of byDossier(log).values()) {
    const turned = events.map((event, i) => ({
      ...event,
      at: { ...event.at, instant: new Date(1e12 - i * 86_400_000).toISOString() },
    }));
    expect(
      turned
        .reverse()
        .sort(compareEvents)
        .map((event) => event.id),
    ).toEqual([...events].sort(compareEvents).map((event) => event.id));
  }
}

/**
 * What a counter takes for acknowledged, the portal has: at any time, not only once everything has healed, since the next
 * round would put a watermark right that stood too far.
 */
export async function checkWatermark(portalUrl: string, counter: SimulatedCounter): Promise<void> {
  const { device, session } = counter.vault.tokens();
  const credentials = { counter: device ?? '', session: session ?? '' };
  // Ours is read first: the portal's can only have grown since.
  const { acknowledged } = await readMeta(counter.db(), 'outbox');
  const there = await ask(portalUrl, 'position', {}, credentials);
  expect(acknowledged).toBeLessThanOrEqual(there.acknowledged);
}

/** All that must hold of a history once everything has healed. */
export async function check(portal: Portal, { places, confirmed, codes }: Play): Promise<void> {
  const everywhere = new Set<string>();
  const offices = new Set(places.map(({ counter }) => counter.office));
  const atPortal = new Map<string, readonly DossierEvent[]>();
  for (const office of offices) atPortal.set(office, await portal.admin.events(office));
  const all = [...atPortal.values()].flat();
  expectNoneTwice(all.map((event) => event.id));
  expectNoneTwice(all.map((event) => `${event.office} ${event.counter} ${String(event.position)}`));
  expectNoneTwice(codesOf(all));
  expectNoneTwice(codes);
  expectOrderWithoutClocks(all);
  for (const { counter } of places) {
    const known = atPortal.get(counter.office) ?? [];
    const log = await logOf(counter);
    // What the portal refused and its clerk gave up stays where it was written, and only there.
    const given = new Set(
      [...byDossier(log).values()].flatMap((events) => {
        const superseded = supersededIds(events);
        return events.map((event) => event.id).filter((id) => superseded.has(id));
      }),
    );
    const ids = new Set(known.map((event) => event.id));
    const only = log.filter((event) => !ids.has(event.id));
    expect(only.filter((event) => event.counter !== counter.counter || !given.has(event.id))).toEqual([]);
    expect(idsOf(log.filter((event) => ids.has(event.id)))).toEqual(idsOf(known));
    const kept = new Map(log.map((event) => [event.id, canonicalJson(event)]));
    for (const event of known) expect(kept.get(event.id)).toBe(canonicalJson(event));
    const counted = log.filter((event) => ids.has(event.id) || !given.has(event.id));
    expect(foldsOf(counted)).toEqual(foldsOf(known));
    expect(foldsOf(log)).toEqual(foldsOf(known));
    expectWhole(log, counter.counter);
    expect(await verifyProjections(counter.db())).toEqual([]);
    expect(await outboxSummary(counter.db())).toMatchObject({ unsent: 0, held: 0 });
    expect(counter.process().bugs).toEqual([]);
    const state = await counter.process().safety.complete();
    expect(state).toEqual({ ok: true, value: 0 });
    for (const event of log) everywhere.add(event.id);
  }
  expect([...confirmed].filter((id) => !everywhere.has(id))).toEqual([]);
}

function codesOf(events: readonly DossierEvent[]): readonly string[] {
  return events.flatMap((event) => {
    const body = readBody(event);
    if (body?.type === 'received') return [body.data.code];
    return body?.type === 'accepted' && body.data.linkedCode !== null ? [body.data.linkedCode] : [];
  });
}
