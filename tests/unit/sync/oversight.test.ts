import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CounterDatabase } from '../../../renderer/store/database.ts';
import { readMeta, writeMeta } from '../../../renderer/store/meta.ts';
import { createOversight, OVERSIGHT_PREFIX } from '../../../renderer/store/oversight/oversight.ts';
import { dossiersByIds, recentDossiers } from '../../../renderer/store/queries.ts';
import { createReportService } from '../../../renderer/store/report/report-service.ts';
import { createSearchService } from '../../../renderer/store/search/search-service.ts';
import { overseeOnce } from '../../../renderer/sync/oversee.ts';
import { createPortalCall, type PortalCall } from '../../../renderer/sync/portal-client.ts';
import { dayOf } from '../../../shared/clock.ts';
import type { Staff } from '../../../shared/portal/contract.ts';
import { call as ask, placeOf, startCounter, type TestCounter } from '../../portal/client.ts';
import { createRandom } from '../../portal/seed/random.ts';
import { createPortal, type Portal } from '../../portal/server.ts';

const SUPERVISOR: Staff = { id: 'HT-kiemsoat01', name: 'Vũ Thị Bích Ngọc', role: 'supervisor' };
const CLERK: Staff = { id: 'HT-giaodich01', name: 'Nguyễn Thị Hồng Nhung', role: 'clerk' };

let portal: Portal;
let url: string;
let supervisor: TestCounter;
let giengDay: TestCounter;
let made = 0;

beforeAll(async () => {
  portal = await createPortal();
  ({ url } = await portal.listen());
  supervisor = await startCounter(url, placeOf('HT', 'kiemsoat01'), 7);
  giengDay = await startCounter(url, placeOf('GD'), 1);
  await giengDay.lease();
  await giengDay.push(giengDay.receive(createRandom('apart')));
  await giengDay.tell();
});
afterAll(() => portal.close());

/** The portal as the page reaches it, with the supervisor's tokens. */
const portalCall: PortalCall = createPortalCall(async (operation, input) => {
  const { status, reply, refusal } = await ask(url, operation, input as never, supervisor.credentials);
  const time = new Date().toISOString();
  return { kind: 'reply', status, body: (reply ?? refusal) as never, time, retryAfter: null };
});

async function counter() {
  made += 1;
  const own = new CounterDatabase(`own-${String(made)}`);
  const office = { id: 'HT', nameVi: 'Bưu điện Hà Tu' };
  await writeMeta(own, 'device', { deviceId: 'd', counter: 'HT-7', counterNumber: 7, office });
  const oversight = createOversight(own);
  const oversee = (call = portalCall, live = () => oversight.staffId() !== null) =>
    overseeOnce({ own, oversight, call, onBug: () => undefined }, live);
  return { own, oversight, oversee };
}

const today = dayOf(new Date().toISOString());
const asked = () => ({
  period: { from: today, to: today },
  filter: {},
  now: new Date().toISOString(),
  calendar: null,
});
const officeDatabases = async () =>
  (await Dexie.getDatabaseNames()).filter((name) => name.startsWith(OVERSIGHT_PREFIX));

describe('other offices under a supervisor’s session', () => {
  it('are fetched into databases of their own and counted in reports', async () => {
    const { own, oversight, oversee } = await counter();
    await oversight.begin(SUPERVISOR);
    await oversee();
    expect(oversight.offices().map(({ id }) => id)).toEqual(['GD', 'TN', 'VH']);
    const reports = createReportService(own, () => oversight.offices().map(({ db }) => db));
    const { report, offices, final } = await reports.report(asked(), () => undefined);
    expect(report.by.office.map(({ key, figures }) => [key, figures.counts.received])).toEqual([['GD', 1]]);
    expect(offices.map(({ id }) => id).sort()).toEqual(['GD', 'HT', 'TN', 'VH']);
    expect(final).toBe(false);
    await oversight.end();
  });

  it('are nowhere for the clerk who signs in next: no list, search, report, database or key', async () => {
    const { own, oversight, oversee } = await counter();
    await oversight.begin(SUPERVISOR);
    await oversee();
    const dossier = giengDay.log[0]?.dossierId ?? '';
    const [before] = oversight.offices();
    if (!before) throw new Error('no office');
    expect(await dossiersByIds(before.db, [dossier])).toHaveLength(1);
    // The supervisor did not sign out: the clerk's name alone ends it.
    await oversight.begin(CLERK);
    expect(oversight.offices()).toEqual([]);
    expect(await readMeta(own, 'oversight')).toBeNull();
    expect(await officeDatabases()).toEqual([]);
    expect(await recentDossiers(own, 10)).toEqual([]);
    expect(await own.findable.count()).toBe(0);
    const reports = createReportService(own, () => oversight.offices().map(({ db }) => db));
    const { report, offices, read } = await reports.report(asked(), () => undefined);
    expect([report.total.counts.received, offices, read]).toEqual([0, [], 0]);
    const search = createSearchService(own);
    expect(JSON.stringify(await search.search('nguyen', 10))).not.toContain(dossier);
    // Nothing of it is fetched again, however often the counter syncs.
    await oversee();
    expect(await officeDatabases()).toEqual([]);
  });

  it('come after the session ended only to be thrown away', async () => {
    const { oversight, oversee } = await counter();
    await oversight.begin(SUPERVISOR);
    const late: PortalCall = async (operation, input) => {
      const answer = await portalCall(operation, input);
      if (operation === 'overseePull') await oversight.begin(CLERK);
      return answer;
    };
    await oversee(late);
    expect(await officeDatabases()).toEqual([]);
  });

  it('stay over a restart for the same supervisor, and go for anybody else', async () => {
    const { own, oversight, oversee } = await counter();
    await oversight.begin(SUPERVISOR);
    await oversee();
    oversight.close();
    const again = createOversight(own);
    await again.begin(SUPERVISOR);
    const [first] = again.offices();
    expect(first && (await first.db.dossiers.count())).toBe(1);
    again.close();
    await createOversight(own).begin({ ...SUPERVISOR, id: 'HT-kiemsoat02' });
    expect(await officeDatabases()).toEqual([]);
  });

  it('are sealed: without the session’s key nothing can be read', async () => {
    const { oversight, oversee } = await counter();
    await oversight.begin(SUPERVISOR);
    await oversee();
    const [first] = oversight.offices();
    const rows = (await first?.db.events.toArray()) ?? [];
    expect(rows.length).toBeGreaterThan(0);
    for (const { payload } of rows) expect(payload).toBeInstanceOf(Uint8Array);
    await oversight.end();
  });

  it('go when the portal takes them back', async () => {
    const { oversight, oversee } = await counter();
    await oversight.begin(SUPERVISOR);
    await oversee();
    const refused: PortalCall = (operation, input) => {
      if (operation !== 'oversight') return portalCall(operation, input);
      return Promise.resolve({
        ok: false,
        error: { error: { code: 'portal-forbidden', params: {}, field: null }, retryAfter: null },
      } as never);
    };
    await oversee(refused);
    expect(await officeDatabases()).toEqual([]);
    await oversight.end();
  });
});
