import 'fake-indexeddb/auto';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Desktop } from '../../../shared/ipc/contract.ts';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import { ok } from '../../../shared/result.ts';
import { newId } from '../../../shared/ids.ts';
import { listenForHotkeys } from '../../../renderer/components/hotkeys.ts';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { EMPTY_VALUES } from '../../../renderer/screens/reception/reception-values.ts';
import { ReceptionScreen } from '../../../renderer/screens/reception/reception-screen.tsx';
import { createSafety, type Safety } from '../../../renderer/session/safety.ts';
import { provideServices, type Services } from '../../../renderer/session/services.ts';
import { useSession } from '../../../renderer/session/session.ts';
import { CounterDatabase } from '../../../renderer/store/database.ts';
import { drafts, saveDraft } from '../../../renderer/store/drafts.ts';
import { writeMeta } from '../../../renderer/store/meta.ts';
import { saveCatalogue } from '../../../renderer/store/catalogue.ts';
import { printReceipt } from '../../../renderer/use-cases/print-receipt.ts';
import { fakeJournal, type FakeJournal } from '../../support/fake-journal.ts';
import { HOUSEHOLD_BUSINESS, OFFICE, sampleCatalogue } from '../../support/catalogue.ts';
import { act, field, fill, finder, press, tickFirstDocument, type, until } from './reception-support.ts';

vi.mock('../../../renderer/use-cases/print-receipt.ts', () => ({ printReceipt: vi.fn() }));

const desktop = { invoke: () => Promise.resolve({}), on: () => () => undefined } as unknown as Desktop;
const device = {
  deviceId: newId(),
  counter: 'HT-1',
  counterNumber: 1,
  office: { id: OFFICE.id, nameVi: OFFICE.nameVi },
};

let journal: FakeJournal;
let safety: Safety;
let db: CounterDatabase;
let root: Root;
let stopKeys: () => void;

beforeAll(async () => {
  await startI18n('vi');
});

beforeEach(async () => {
  db = new CounterDatabase(`reception-${newId()}`);
  await db.open();
  await saveCatalogue(db, sampleCatalogue());
  await writeMeta(db, 'device', device);
  await writeMeta(db, 'numbering', {
    leases: [{ id: newId(), unit: OFFICE.unit, from: 1, to: 100, next: 1 }],
    nextProvisional: 1,
  });
  journal = fakeJournal();
  safety = createSafety({
    db,
    journal,
    space: () => Promise.resolve({ free: 1e9, level: 'enough' }),
    onChange: () => undefined,
    onBug: (bug) => {
      throw bug;
    },
    retryMs: 10,
  });
  provideServices({
    db,
    desktop,
    search: { indexed: () => undefined, search: () => Promise.resolve([]) },
    sync: { wake: () => undefined },
    safety,
  } as unknown as Services);
  useSession.setState({
    device,
    staff: { id: 'nv-hoa', name: 'Phạm Thị Hoa', role: 'clerk' },
    screen: { name: 'reception', params: {} },
  });
  vi.mocked(printReceipt).mockReset();
  vi.mocked(printReceipt).mockResolvedValue(ok({ where: 'Máy in', dossier: { id: '' } as Dossier }));
  stopKeys = listenForHotkeys(window);
  const host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  await act(() => {
    root.render(<ReceptionScreen />);
  });
});

afterEach(async () => {
  stopKeys();
  safety.close();
  await act(() => {
    root.unmount();
  });
  document.body.replaceChildren();
  db.close();
  await CounterDatabase.delete(db.name);
});

describe('the reception screen', () => {
  it('Enter takes the only procedure found and goes to the number, then on and back, saving nothing', async () => {
    await type(await finder(), HOUSEHOLD_BUSINESS.code);
    await press('Enter');
    expect((document.activeElement as HTMLInputElement).name).toBe('applicant.identity.number');
    // Past the kind of number, which Tab reaches.
    await press('Enter');
    expect((document.activeElement as HTMLInputElement).name).toBe('applicant.name');
    await press('Enter', { shiftKey: true });
    expect((document.activeElement as HTMLInputElement).name).toBe('applicant.identity.number');
    expect(await db.events.count()).toBe(0);
  });

  it('leaves Enter to an input method that is composing', async () => {
    (await field('applicant.name')).focus();
    await press('Enter', { isComposing: true });
    await press('Enter', { keyCode: 229 });
    expect((document.activeElement as HTMLInputElement).name).toBe('applicant.name');
  });

  it('says what is wrong when a field is left, not before, and puts its text right', async () => {
    const name = await field('applicant.name');
    await type(name, 'Nguyễn  Văn\u200B 1');
    expect(name.getAttribute('aria-invalid')).toBeNull();
    await press('Enter');
    const wrong = await until(() => name.getAttribute('aria-invalid') === 'true' && name);
    expect(wrong.value).toBe('Nguyễn Văn 1');
    expect(document.body.textContent).toContain('Đã bỏ ký tự không nhìn thấy được');
  });

  it('keeps a draft from the first key, however long, byte for byte', async () => {
    const typed = `  ${'Nguyễn'.normalize('NFD')}\u202E😀${'x'.repeat(10_000)}`;
    await type(await field('applicant.name'), typed);
    const stored = await vi.waitFor(async () => {
      const [draft] = await drafts(db);
      if (!draft) throw new Error('no draft yet');
      return draft;
    });
    expect((stored.entry as typeof EMPTY_VALUES).applicant.name).toBe(typed);
  });

  it('opens a stored draft as it was typed when asked for it', async () => {
    const typed = `${'y'.repeat(10_000)} \u200B`;
    const id = newId();
    await saveDraft(db, {
      id,
      startedAt: '2026-07-13T02:00:00.000Z',
      updatedAt: '2026-07-13T02:00:00.000Z',
      entry: { ...EMPTY_VALUES, applicant: { ...EMPTY_VALUES.applicant, name: typed } },
    });
    await act(() => {
      useSession.setState({ screen: { name: 'reception', params: { draftId: id } } });
    });
    const restored = await until(() => {
      const name = document.querySelector<HTMLInputElement>('[name="applicant.name"]');
      return name?.value === typed && name;
    });
    expect(restored.value).toHaveLength(10_002);
  });

  it('names what is missing and goes to it instead of saving', async () => {
    await fill();
    await press('Enter', { ctrlKey: true });
    await until(() => document.activeElement?.closest('[data-field="documents"]'));
    expect(document.body.textContent).toContain('Chưa có giấy tờ nào');
    expect(await db.events.count()).toBe(0);
  });

  it('saves once however often the key is pressed, shows the code, ends the draft, then prints', async () => {
    await fill();
    await tickFirstDocument();
    await press('Enter', { ctrlKey: true });
    await press('Enter', { ctrlKey: true });
    await press('Enter', { ctrlKey: true });
    const code = await until(() => document.querySelector('[data-testid="dossier-code"]')?.textContent);
    expect(code).toMatch(/^000\.00\.19\.H49-\d{6}-0001$/u);
    expect(await db.dossiers.count()).toBe(1);
    expect(await drafts(db)).toEqual([]);
    await until(() => vi.mocked(printReceipt).mock.calls.length === 1);
    expect(document.querySelector('[name="applicant.name"]')).toBeNull();
  });

  it('says that a print failed and that the dossier is saved, and prints again', async () => {
    vi.mocked(printReceipt).mockResolvedValue({ ok: false, error: [{ code: 'print-failed' }] });
    await fill();
    await tickFirstDocument();
    await press('Enter', { ctrlKey: true });
    const alert = await until(() => document.querySelector('[role=alert]'));
    expect(alert.textContent).toContain('đã lưu nhưng chưa in được');
    vi.mocked(printReceipt).mockResolvedValue(ok({ where: 'Máy in', dossier: { id: '' } as Dossier }));
    await press('p', { ctrlKey: true, code: 'KeyP' });
    await until(() => !document.querySelector('[role=alert]'));
    expect(vi.mocked(printReceipt)).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['withdrawn', { procedures: [{ ...HOUSEHOLD_BUSINESS, withdrawnFrom: '2022-01-01' }] }],
    ['the office stopped receiving', { capabilities: [] }],
  ])('tells of a procedure %s under the open draft, keeps what was typed, saves nothing', async (_, news) => {
    await fill();
    await tickFirstDocument();
    await saveCatalogue(db, sampleCatalogue({ version: 2, ...news }));
    await until(() => document.body.textContent.includes('Không tiếp nhận được thủ tục này nữa'));
    await press('Enter', { ctrlKey: true });
    await until(() => document.activeElement?.closest('[data-field="procedure"]'));
    expect((await field('applicant.name')).value).toBe('Nguyễn Văn Đạt');
    expect(await db.events.count()).toBe(0);
  });

  it('does not take a procedure the office does not receive, and says why and what to do', async () => {
    await saveCatalogue(db, sampleCatalogue({ version: 2, capabilities: [] }));
    await until(() => document.body.textContent.includes('Bưu điện Hà Tu hiện không tiếp nhận thủ tục nào.'));
    await type(await finder(), HOUSEHOLD_BUSINESS.code);
    await until(() => document.body.textContent.includes('1.001612 · không nhận tại đây'));
    await press('Enter');
    await until(() =>
      document.body.textContent.includes(
        'Bưu điện Hà Tu không tiếp nhận thủ tục 1.001612. Hướng dẫn người dân',
      ),
    );
    expect(document.activeElement).toBe(await finder());
    expect(document.querySelector('[data-field="documents"] tbody')).toBeNull();
  });

  it('gives a provisional code without numbers left, and says what that means', async () => {
    await writeMeta(db, 'numbering', { leases: [], nextProvisional: 1 });
    await until(() => document.body.textContent.includes('Quầy đã hết mã hồ sơ'));
    await fill();
    await tickFirstDocument();
    await press('Enter', { ctrlKey: true });
    const code = await until(() => document.querySelector('[data-testid="dossier-code"]')?.textContent);
    expect(code).toMatch(/^TAM-HT-1-\d{6}-001$/u);
    expect(document.body.textContent).toContain('Mã tạm');
  });

  it('confirms nothing while the journal can’t be written, keeps what is shown, and goes on when it can', async () => {
    await fill();
    await tickFirstDocument();
    journal.failing = 'store-full';
    await press('Enter', { ctrlKey: true });
    const alert = await until(() => document.querySelector('[role=alert]'));
    expect(alert.textContent).toContain('Đừng nhập lại');
    expect(document.querySelector('[data-testid="dossier-code"]')).toBeNull();
    expect((await field('applicant.name')).value).toBe('Nguyễn Văn Đạt');
    expect(vi.mocked(printReceipt)).not.toHaveBeenCalled();
    await press('Enter', { ctrlKey: true });
    expect(await db.dossiers.count()).toBe(1);
    journal.failing = null;
    const code = await until(() => document.querySelector('[data-testid="dossier-code"]')?.textContent);
    expect(code).toMatch(/-0001$/u);
    const kept = journal.entries.flatMap((entry) => (entry.kind === 'events' ? entry.events : []));
    expect(kept.map((event) => event.id).sort()).toEqual(
      (await db.events.toArray()).map((row) => row.id).sort(),
    );
  });

  it('begins no save once the journal is known to fail', async () => {
    journal.failing = 'store-failed';
    await safety.complete();
    await fill();
    await tickFirstDocument();
    await press('Enter', { ctrlKey: true });
    const alert = await until(() => document.querySelector('[role=alert]'));
    expect(alert.textContent).toContain('Lần này chưa lưu gì');
    expect(await db.events.count()).toBe(0);
    expect((await drafts(db)).length).toBe(1);
  });
});
