import { beforeEach, describe, expect, it, vi } from 'vitest';
import { showForPrint } from '../../../renderer/print/print-layer.tsx';
import { provideServices, type Services } from '../../../renderer/session/services.ts';
import { useSession } from '../../../renderer/session/session.ts';
import type { CounterDatabase } from '../../../renderer/store/database.ts';
import { dossierById } from '../../../renderer/store/queries.ts';
import { printForm } from '../../../renderer/use-cases/print-form.ts';
import { CONTROL_SHEET, stepForms, type FormRef } from '../../../shared/domain/dossier/form-print.ts';
import { newId } from '../../../shared/ids.ts';
import { ok } from '../../../shared/result.ts';
import { NOW, receiveCommand } from '../../support/catalogue.ts';
import { stepCommand } from '../../support/step-command.ts';
import { counterDatabase, DEVICE, save } from '../store/counter.ts';

vi.mock('../../../renderer/print/print-layer.tsx', () => ({ showForPrint: vi.fn() }));

const LATER = '2026-07-14T02:00:00.000Z';
const takeAway = vi.fn();
const invoke = vi.fn();
let db: CounterDatabase;
let dossierId: string;
let form: FormRef;

const dossier = async () => (await dossierById(db, dossierId))?.dossier;
const prints = async () =>
  ((await dossier())?.formPrints ?? []).map(({ kind, print }) => `${kind} ${String(print)}`);
const print = (asked: FormRef = form) => printForm({ dossierId, form: asked, mode: 'print' });

beforeEach(async () => {
  vi.mocked(showForPrint).mockReset().mockResolvedValue(takeAway);
  takeAway.mockReset();
  invoke.mockReset().mockResolvedValue(ok({ where: 'printer' }));
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
  const received = await save(db, receiveCommand(), NOW, dossierId);
  const [refusal] = stepForms(await save(db, stepCommand('refused', received, 0), LATER, dossierId));
  if (!refusal) throw new Error('the step has no form');
  form = refusal;
});

describe('printing a form', () => {
  it('records the print once the paper left, and says where it went', async () => {
    expect(await print()).toMatchObject({ ok: true, value: { where: 'printer' } });
    expect(invoke).toHaveBeenCalledWith('printing:print', expect.objectContaining({ paper: 'A4' }));
    expect(await prints()).toEqual(['original 1']);
    await print();
    expect(await prints()).toEqual(['original 1', 'copy 2']);
    expect(takeAway).toHaveBeenCalledTimes(2);
  });

  it.each(['print-failed', 'print-cancelled'])(
    'leaves no trace of a paper that does not exist: %s',
    async (code) => {
      invoke.mockResolvedValue({ ok: false, error: { code } });
      expect(await print()).toMatchObject({ ok: false, error: [{ code }] });
      expect(await prints()).toEqual([]);
      expect(takeAway).toHaveBeenCalledTimes(1);
      // What failed can be printed again, and is still the original.
      invoke.mockResolvedValue(ok({ where: 'printer' }));
      await print();
      expect(await prints()).toEqual(['original 1']);
    },
  );

  it('asked twice at once gives one paper', async () => {
    const [one, two] = await Promise.all([print(), print()]);
    expect(one).toEqual(two);
    expect(invoke).toHaveBeenCalledTimes(1);
    expect(await prints()).toEqual(['original 1']);
  });

  it('does not print what the record does not have', async () => {
    const never: FormRef = {
      form: 'refusal',
      step: { type: 'refused', at: NOW, counter: 'HT-9' },
    };
    expect(await print(never)).toMatchObject({ ok: false, error: [{ code: 'form-none' }] });
    expect(showForPrint).not.toHaveBeenCalled();
    expect(await print(CONTROL_SHEET)).toMatchObject({ ok: true });
  });
});
