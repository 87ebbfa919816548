import { append } from '../../renderer/store/append.ts';
import { saveCatalogue } from '../../renderer/store/catalogue.ts';
import type { CounterDatabase } from '../../renderer/store/database.ts';
import { merge } from '../../renderer/store/merge.ts';
import { writeMeta } from '../../renderer/store/meta.ts';
import { acknowledge } from '../../renderer/store/outbox.ts';
import type { Command } from '../../shared/domain/dossier/decide.ts';
import type { DossierEvent } from '../../shared/domain/dossier/event.ts';
import type { LifeStep } from '../../shared/domain/dossier/life.ts';
import type { Dossier } from '../../shared/domain/dossier/state.ts';
import { decide } from '../../shared/domain/dossier/decide.ts';
import { ok } from '../../shared/result.ts';
import {
  author,
  BUILDING_PERMIT,
  handedIn,
  ORGANISATION,
  PERSON,
  PROCEDURES,
  receiveCommand,
  receptionEntry,
  REPRESENTATIVE,
  sampleCatalogue,
  write,
} from '../support/catalogue.ts';
import { stepCommand } from '../support/step-command.ts';
import { appending, DEVICE, instant, logOf, NUMBERING } from '../unit/store/counter.ts';

const NAMES = ['Nguyễn Văn Đạt', 'Trần Thị Bích Ngọc', 'Đặng Quốc Ưng', 'Lê Hữu Phước', 'Phạm Ngọc Ánh'];
const ids = (function* () {
  for (let i = 1; ; i += 1) yield `01980000-0000-7000-8000-${String(i).padStart(12, '0')}`;
})();
const newId = (): string => ids.next().value;

let minute = 0;
async function act(db: CounterDatabase, dossierId: string, command: Command): Promise<Dossier> {
  minute += 1;
  const saved = await append(db, {
    ...appending(command, instant(minute), dossierId),
    author: author({ now: instant(minute), newId }),
  });
  if (!saved.ok) throw new Error(`${command.type}: ${JSON.stringify(saved.error)}`);
  return saved.value;
}

/** Receives dossier `i`: every procedure, people and an organisation, paid and not. */
function receive(db: CounterDatabase, i: number): Promise<Dossier> {
  const procedure = PROCEDURES[i % PROCEDURES.length] ?? BUILDING_PERMIT;
  const person = { ...PERSON, name: NAMES[i % NAMES.length] ?? PERSON.name };
  const entry = receptionEntry({
    applicant: i % 7 === 3 ? ORGANISATION : person,
    representative: i % 5 === 2 ? REPRESENTATIVE : null,
    documents: handedIn(procedure),
    paid: procedure.fees.length > 0 && i % 3 > 0 ? 'cash' : null,
    note: i % 4 === 0 ? 'Ghi chú có dấu: ưỡn ẹo, đ Đ' : '',
  });
  return act(db, newId(), receiveCommand({ procedure, entry }));
}

/** Fills the database with every type of event and every table's rows. */
export async function fill(db: CounterDatabase): Promise<void> {
  await writeMeta(db, 'device', DEVICE);
  await writeMeta(db, 'numbering', NUMBERING);
  await writeMeta(db, 'staff', { id: 'nv-hoa', name: 'Phạm Thị Hoa', role: 'clerk' });
  await writeMeta(db, 'language', 'fr');
  await writeMeta(db, 'paper', 'A5');
  await writeMeta(db, 'clock', { skewMs: -90_000, measuredAt: instant(0) });
  await writeMeta(db, 'lastSyncAt', instant(50));
  await saveCatalogue(db, sampleCatalogue());
  const own: Dossier[] = [];
  for (let i = 0; i < 20; i += 1) own.push(await receive(db, i));
  const at = (i: number) => own[i]?.id ?? '';
  const print = { type: 'recordPrint', paper: 'A4', formSet: '2025', contentHash: 'ab'.repeat(32) } as const;
  await act(db, at(0), print);
  await act(db, at(0), {
    type: 'correct',
    field: 'applicant.name',
    to: 'Nguyễn Văn Đạt Em',
    reason: 'Ghi nhầm',
    approver: null,
  });
  await act(db, at(0), print);
  await act(db, at(1), {
    type: 'correct',
    field: 'applicant.phone',
    to: '0987000111',
    reason: 'Đổi số',
    approver: null,
  });
  await act(db, at(1), { type: 'checkDocuments', documents: handedIn(BUILDING_PERMIT) });
  await act(db, at(2), { type: 'addNote', text: 'Hẹn gọi lại' });
  await act(db, at(5), { type: 'addNote', text: 'Từ chối ở cổng' });
  await act(db, at(6), { type: 'addNote', text: 'Sẽ bị bỏ' });
  await refuse(db, at(5), at(6));
  await live(db, own.slice(12));
  await fromPortal(db, own);
}

/** Every step there is after reception, and a file. */
async function live(db: CounterDatabase, own: readonly Dossier[]): Promise<void> {
  const lives: readonly (readonly LifeStep[])[] = [
    ['supplementRequested', 'supplementReceived', 'forwarded', 'inProcess', 'rescheduled', 'resultReady'],
    ['resultReady', 'resultPosted', 'deliveryFailed', 'deliveryReturned', 'resultHandedOver'],
    ['resultReady', 'resultPosted', 'delivered'],
    ['refused'],
    ['withdrawn'],
    ['stopped'],
  ];
  for (const [i, steps] of lives.entries()) {
    let dossier = own[i] as Dossier;
    for (const step of steps) dossier = await act(db, dossier.id, stepCommand(step, dossier, 30));
  }
  await act(db, own[6]?.id ?? '', {
    type: 'attachDocument',
    attachment: {
      documentId: null,
      sha256: 'cd'.repeat(32),
      name: 'tờ khai.pdf',
      size: 1234,
      mediaType: 'application/pdf',
    },
  });
}

/** Two events were refused: one waits for the clerk, the other was given up. */
async function refuse(db: CounterDatabase, waiting: string, given: string): Promise<void> {
  const events = [waiting, given].map(async (id) => {
    const log = (await logOf(db)).filter((event) => event.dossierId === id);
    return log.at(-1) as DossierEvent;
  });
  const [first, second] = (await Promise.all(events)) as [DossierEvent, DossierEvent];
  const reason = { code: 'event-conflict', message: 'changed elsewhere' } as const;
  await acknowledge(db, {
    acknowledged: second.position,
    refused: [first, second].map(({ position, id, dossierId }) => ({
      position,
      eventId: id,
      dossierId,
      reason,
    })),
    now: instant(60),
  });
  const by = author({ now: instant(61), newId });
  const saved = await append(db, {
    dossierId: given,
    author: by,
    settingAside: [second],
    decide: (dossier) => {
      const bodies = decide(
        dossier,
        { type: 'setAside', events: [second], reason: 'Giữ bản ở cổng' },
        by.now,
      );
      return bodies.ok ? ok({ bodies: bodies.value }) : bodies;
    },
  });
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
}

/** What was pulled: acceptances, another counter's dossiers, one out of scope, events of a newer app. */
async function fromPortal(db: CounterDatabase, own: readonly Dossier[]): Promise<void> {
  let position = 0;
  const portal = (
    dossier: { readonly id: string; readonly lastSeq: number },
    type: string,
    data: unknown,
    version = 1,
  ) => ({
    id: newId(),
    dossierId: dossier.id,
    seq: dossier.lastSeq + 1,
    type,
    version,
    at: { instant: instant(100 + position), zone: 'Asia/Ho_Chi_Minh' },
    by: { id: 'portal', name: 'Cổng dịch vụ công' },
    office: 'HT',
    counter: 'portal',
    position: (position += 1),
    data: data as DossierEvent['data'],
    prev: '0'.repeat(64),
  });
  const accepted = own
    .slice(7, 12)
    .map((dossier) =>
      portal(dossier, 'accepted', { portalNumber: `QNH-${dossier.id.slice(-3)}`, linkedCode: null }),
    );
  const others: DossierEvent[] = [];
  let head;
  for (let i = 0; i < 6; i += 1) {
    const by = author({ counter: 'HT-2', now: instant(80 + i), newId });
    const command = receiveCommand({
      entry: receptionEntry({ applicant: { ...PERSON, name: `Vũ Thị Hằng ${'ABCDEF'[i]}` } }),
      code: { code: `000.00.19.H49-260713-9${String(i).padStart(3, '0')}`, provisional: i === 5 },
    });
    const written = write([command], by, undefined, head);
    head = written.head;
    others.push(...written.events);
  }
  const first = own[3] as Dossier;
  const second = own[4] as Dossier;
  await merge(
    db,
    [
      ...accepted,
      ...others,
      portal(first, 'scopeRemoved', { reason: 'Chuyển về xã khác' }),
      portal(second, 'scannedByRobot', { nested: [1, null, 'đ'] }),
      portal({ ...second, lastSeq: second.lastSeq + 1 }, 'noteAdded', { text: 'kiểu mới', colour: 'red' }, 2),
    ] as DossierEvent[],
    42,
  );
}
