import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { provideServices, type Services } from '../../../renderer/session/services.ts';
import { useSession } from '../../../renderer/session/session.ts';
import { saveCatalogue } from '../../../renderer/store/catalogue.ts';
import type { CounterDatabase } from '../../../renderer/store/database.ts';
import { dossierById } from '../../../renderer/store/queries.ts';
import { postResults } from '../../../renderer/use-cases/post-results.ts';
import { lastStep } from '../../../shared/domain/dossier/state.ts';
import type { ResultCheck } from '../../../shared/domain/result-file.ts';
import { newId } from '../../../shared/ids.ts';
import { fail, ok } from '../../../shared/result.ts';
import { HERE, NOW, receiveCommand, sampleCatalogue } from '../../support/catalogue.ts';
import { counterDatabase, DEVICE, save } from '../store/counter.ts';

const NO_ROLL = { first: '', last: '' };
const ITEMS = ['RA473124829VN', 'RA473124832VN'] as const;
/** By hash: what the main process says of each result. */
const STANDINGS = new Map<unknown, ResultCheck['standing']>();
let db: CounterDatabase;

/** A dossier whose result, a file, came and looks so. */
async function withResult(standing: ResultCheck['standing'], digit: string): Promise<string> {
  const file = { name: `ket-qua-${digit}.pdf`, size: 9000, sha256: digit.repeat(64) };
  STANDINGS.set(file.sha256, standing);
  const dossierId = newId();
  await save(db, receiveCommand(), NOW, dossierId);
  const issued = { type: 'resultReady' as const, data: { resultNumber: null, files: [file] } };
  await save(db, { type: 'step', step: issued, place: HERE }, NOW, dossierId);
  return dossierId;
}

const posted = async (id: string) => {
  const view = await dossierById(db, id);
  return view && lastStep(view.dossier, 'resultPosted')?.data;
};
const post = (ids: readonly string[], confirmed: readonly string[] = []) =>
  postResults(
    ids.map((dossierId, i) => ({
      dossierId,
      item: ITEMS[i] ?? '',
      weight: '',
      confirmed: confirmed.includes(dossierId),
    })),
    NO_ROLL,
  );

beforeEach(async () => {
  STANDINGS.clear();
  db = await counterDatabase();
  await saveCatalogue(db, sampleCatalogue());
  const invoke = vi.fn(async (_channel: string, { sha256 }: { sha256: string }) => {
    const standing = STANDINGS.get(sha256);
    return standing === 'unavailable'
      ? fail({ code: 'portal-unreachable' })
      : ok({ standing, signatures: [] });
  });
  provideServices({
    db,
    desktop: { invoke },
    sync: { wake: () => undefined },
    safety: { keep: () => Promise.resolve(ok(null)), stop: () => null },
  } as unknown as Services);
  useSession.setState({ device: DEVICE, staff: { id: 'nv-hoa', name: 'Phạm Thị Hoa', role: 'clerk' } });
});

describe('posting several electronic results', () => {
  it('looks at each, and keeps what that came to', async () => {
    const ids = [await withResult('valid', 'a'), await withResult('valid', 'b')];
    expect(await post(ids)).toEqual({ ok: true, value: ids });
    expect((await posted(ids[1] ?? ''))?.checks).toEqual([
      { sha256: 'b'.repeat(64), standing: 'valid', confirmed: false },
    ]);
  });

  it('posts none while one of them was altered, whatever the clerk says', async () => {
    const ids = [await withResult('valid', 'a'), await withResult('altered', 'b')];
    const refused = await post(ids, ids);
    expect(refused.ok || [...refused.error.of].map(([id, errors]) => [id, errors[0]?.code])).toEqual([
      [ids[1], 'result-altered'],
    ]);
    expect(await Promise.all(ids.map(posted))).toEqual([undefined, undefined]);
  });

  it.each(['unknown-signer', 'unsigned', 'unavailable'] as const)(
    'asks the clerk’s word for one that is %s',
    async (standing) => {
      const ids = [await withResult('valid', 'a'), await withResult(standing, 'b')];
      const refused = await post(ids);
      expect(refused.ok || [...refused.error.of].map(([id, errors]) => [id, errors[0]?.code])).toEqual([
        [ids[1], 'result-unconfirmed'],
      ]);
      expect(await post(ids, ids)).toMatchObject({ ok: true });
      const checks = (await Promise.all(ids.map(posted))).map((data) => data?.checks?.[0]);
      expect(checks.map((check) => [check?.standing, check?.confirmed])).toEqual([
        ['valid', false],
        [standing, true],
      ]);
    },
  );
});
