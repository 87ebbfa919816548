import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ShownPdf } from '../../../renderer/pages/showing/open-pdf.ts';
import { showForPrint } from '../../../renderer/print/print-layer.tsx';
import { provideServices, type Services } from '../../../renderer/session/services.ts';
import { useSession } from '../../../renderer/session/session.ts';
import type { CounterDatabase } from '../../../renderer/store/database.ts';
import { dossierById } from '../../../renderer/store/queries.ts';
import { printResult } from '../../../renderer/use-cases/print-result.ts';
import type { ResultCheck } from '../../../shared/domain/result-file.ts';
import { newId } from '../../../shared/ids.ts';
import { fail, ok } from '../../../shared/result.ts';
import { HERE, NOW, receiveCommand } from '../../support/catalogue.ts';
import { counterDatabase, DEVICE, save } from '../store/counter.ts';

vi.mock('../../../renderer/print/print-layer.tsx', () => ({ showForPrint: vi.fn() }));
vi.mock('../../../renderer/pages/showing/picture-of.ts', () => ({
  pictureOf: () => Promise.resolve('data:image/png;base64,'),
}));

const FILE = { name: 'ket-qua.pdf', size: 9000, sha256: 'a'.repeat(64) };
const LATER = '2026-07-14T02:00:00.000Z';
const CANVAS = {} as HTMLCanvasElement;
const invoke = vi.fn();
const draw = vi.fn<ShownPdf['draw']>();
let db: CounterDatabase;
let dossierId: string;
let controller: AbortController;

const prints = async () =>
  ((await dossierById(db, dossierId))?.dossier.resultPrints ?? []).map(({ print, pages }) => [print, pages]);

function print(standing: Exclude<ResultCheck['standing'], 'unavailable'>, confirmed = false, pages = 2) {
  const pdf: ShownPdf = {
    pages,
    sizeOf: () => Promise.resolve(ok({ width: 595, height: 842 })),
    draw,
    close: () => undefined,
  };
  const result = { file: FILE, standing, signatures: [], pdf };
  return printResult({
    dossierId,
    result,
    confirmed,
    onProgress: () => undefined,
    signal: controller.signal,
  });
}

beforeEach(async () => {
  controller = new AbortController();
  vi.mocked(showForPrint).mockReset().mockResolvedValue(vi.fn());
  invoke.mockReset().mockResolvedValue(ok({ where: 'printer' }));
  draw.mockReset().mockResolvedValue(ok({ canvas: CANVAS, text: '' }));
  db = await counterDatabase();
  dossierId = newId();
  provideServices({
    db,
    desktop: { invoke },
    sync: { wake: () => undefined },
    // As while the disk is full: nothing new may begin, but a paper that is out is recorded.
    safety: { keep: () => Promise.resolve(ok(null)), stop: () => ({ code: 'store-full' }) },
  } as unknown as Services);
  useSession.setState({ device: DEVICE, staff: { id: 'nv-hoa', name: 'Phạm Thị Hoa', role: 'clerk' } });
  await save(db, receiveCommand(), NOW, dossierId);
  const issued = { type: 'resultReady' as const, data: { resultNumber: null, files: [FILE] } };
  await save(db, { type: 'step', step: issued, place: HERE }, LATER, dossierId);
});

describe('printing an electronic result', () => {
  it('puts every page on a sheet and records the print once the paper left', async () => {
    expect(await print('valid')).toMatchObject({ ok: true, value: { where: 'printer' } });
    expect(draw).toHaveBeenCalledTimes(2);
    expect(invoke).toHaveBeenCalledWith('printing:print', {
      jobName: expect.stringMatching(/-ket-qua$/u) as string,
      paper: 'A4',
      landscape: false,
    });
    expect(await prints()).toEqual([[1, 2]]);
    await print('unknown-signer', true);
    expect(await prints()).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });

  it.each([
    ['altered', false, 'result-altered'],
    ['altered', true, 'result-altered'],
    ['unknown-signer', false, 'result-unconfirmed'],
    ['unsigned', false, 'result-unconfirmed'],
  ] as const)(
    '%s (confirmed: %s) is refused before anything is drawn: %s',
    async (standing, confirmed, code) => {
      expect(await print(standing, confirmed)).toMatchObject({ ok: false, error: [{ code }] });
      expect(draw).not.toHaveBeenCalled();
      expect(invoke).not.toHaveBeenCalled();
      expect(await prints()).toEqual([]);
    },
  );

  it('prints no page of a result that lacks something on another', async () => {
    draw.mockResolvedValueOnce(ok({ canvas: CANVAS, text: '' }));
    draw.mockResolvedValueOnce(fail('damaged'));
    expect(await print('valid')).toMatchObject({ ok: false, error: [{ code: 'result-damaged' }] });
    expect(showForPrint).not.toHaveBeenCalled();
    expect(await prints()).toEqual([]);
  });

  it('stops when it is told to while pages are drawn', async () => {
    draw.mockImplementation(async () => {
      controller.abort();
      return fail('cancelled');
    });
    expect(await print('valid', false, 100)).toMatchObject({
      ok: false,
      error: [{ code: 'print-cancelled' }],
    });
    expect(draw).toHaveBeenCalledTimes(1);
    expect(await prints()).toEqual([]);
  });

  it('leaves very long ones to other programs', async () => {
    expect(await print('valid', false, 201)).toMatchObject({ ok: false, error: [{ code: 'result-long' }] });
    expect(draw).not.toHaveBeenCalled();
  });

  it('leaves no trace of a paper that does not exist', async () => {
    invoke.mockResolvedValue({ ok: false, error: { code: 'print-failed' } });
    expect(await print('valid')).toMatchObject({ ok: false, error: [{ code: 'print-failed' }] });
    expect(await prints()).toEqual([]);
  });
});
