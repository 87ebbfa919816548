import { firstConflict } from '../../../renderer/store/conflicts.ts';
import type { Appended, Appending } from '../../../renderer/store/append.ts';
import { outboxSummary } from '../../../renderer/store/outbox-view.ts';
import type { Pace } from '../../../renderer/sync/pace.ts';
import { choiceOf } from '../../../renderer/use-cases/choice-of.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import type { OfficeId } from '../../portal/seed/accounts.ts';
import type { Random } from '../../portal/seed/random.ts';
import { seededPlan, type PlanOptions } from '../faults/plan.ts';
import type { FaultHandle, FaultyPortal } from '../faults/proxy.ts';
import { counterOf, FREE_PROCEDURE, oneDocument } from '../office.ts';
import type { SimulatedCounter } from '../simulated-counter.ts';
import type { History, Step } from './steps.ts';

/** A procedure of the sample catalogue with a fee, so that two counters can take it. */
const FEE_PROCEDURE = '2.000528';
const PHONES = ['0911111111', '0922222222', '0933333333', '0944444444', '0955555555'];
const NAMES = ['Lê Thị Hoa', 'Lê Thị Hoà', 'Lê Thị Hồng', 'Lê Thị Hường', 'Lê Thị Huệ'];

/** A round is many pushes then, so that cuts and kills fall between them. */
const FEW_AT_ONCE: Pace = { limit: () => 3, went: () => undefined, gaveUp: () => undefined };

/** What makes a counter send again what the portal has. */
const LOST_REPLIES: Omit<PlanOptions, 'share'> = {
  kinds: [{ kind: 'drop-reply' }, { kind: 'cut' }, { kind: 'twice' }],
  operations: ['push'],
};

/** One counter of a history with its line and its clock. */
export interface Place {
  readonly counter: SimulatedCounter;
  readonly line: FaultyPortal;
  aheadMs: number;
  cut: FaultHandle | null;
}

/** A history being played: the counters, and what their screens confirmed. */
export interface Play {
  readonly places: readonly Place[];
  /** Ids of events whose save was confirmed. */
  readonly confirmed: Set<string>;
  /** Codes that stood on a screen. */
  readonly codes: string[];
}

/** Enrols the counters of a history, each behind a line of its own. */
export async function setUp(
  history: History,
  portalUrl: string,
  lines: readonly FaultyPortal[],
): Promise<Play> {
  const places: Place[] = [];
  for (const line of lines.slice(0, history.counters)) {
    line.clear();
    const office: OfficeId = history.offices === 2 && places.length % 2 === 1 ? 'GD' : 'HT';
    const clock = { aheadMs: 0 };
    const counter = await counterOf({
      office,
      counterNumber: places.length + 1,
      url: line.url,
      enrolUrl: portalUrl,
      now: () => new Date(Date.now() + clock.aheadMs).toISOString(),
      startTimer: () => () => undefined,
      pace: FEW_AT_ONCE,
    });
    // The catalogue is in the journal before anything goes wrong.
    await counter.process().safety.complete();
    places.push(Object.assign(clock, { counter, line, cut: null }));
  }
  return { places, confirmed: new Set(), codes: [] };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

async function keep(play: Play, saving: Promise<Result<Appended, readonly AppError[]>>): Promise<void> {
  const saved = await saving;
  if (!saved.ok) return;
  for (const event of saved.value.events) {
    play.confirmed.add(event.id);
    const code = event.type === 'received' ? saved.value.dossier.reception?.code : undefined;
    if (code !== undefined) play.codes.push(code);
  }
}

async function dossierAt(counter: SimulatedCounter, which: number): Promise<string | null> {
  const ids = await counter.db().dossiers.toCollection().primaryKeys();
  // Mostly the newest, so that counters meet.
  return ids.at(-1 - (which % Math.max(1, Math.min(ids.length, 3)))) ?? null;
}

async function choosing(
  counter: SimulatedCounter,
  dossierId: string,
  mine: boolean,
): Promise<Appending | null> {
  const conflict = await firstConflict(counter.db(), dossierId);
  if (!conflict) return null;
  const choice = { keep: mine ? 'mine' : 'theirs', reason: 'Đã hỏi người nộp' } as const;
  return choiceOf(conflict, choice, counter.author());
}

/** The save a step leads to; null when there is nothing to do it to. */
async function savingOf(counter: SimulatedCounter, step: Step): Promise<Appending | null> {
  if (step.kind === 'receive') {
    const entry = { ...oneDocument(), paid: step.paid ? ('cash' as const) : null };
    return counter.receiving(entry, step.paid ? FEE_PROCEDURE : FREE_PROCEDURE);
  }
  if (!('which' in step)) return null;
  const id = await dossierAt(counter, step.which);
  if (id === null) return null;
  switch (step.kind) {
    case 'note':
      return counter.changing(id, { type: 'addNote', text: `ghi chú ${String(step.which)}` });
    case 'fee':
      return counter.changing(id, { type: 'takeFee', method: 'cash' });
    case 'print':
      return counter.changing(id, {
        type: 'recordPrint',
        paper: 'A4',
        formSet: '2025',
        contentHash: String(step.which).padStart(64, '0'),
      });
    case 'correct': {
      const { field, value } = step;
      const values = field === 'applicant.phone' ? PHONES : NAMES;
      const reason = 'Khách báo lại';
      return counter.changing(id, { type: 'correct', field, to: values[value], reason, approver: null });
    }
    case 'choose':
      return choosing(counter, id, step.mine);
  }
}

async function kill(play: Play, { counter }: Place, step: Extract<Step, { kind: 'kill' }>): Promise<void> {
  if (step.during === 'save') {
    const receive = await savingOf(counter, { kind: 'receive', who: step.who, paid: false });
    if (receive) keep(play, counter.save(receive)).catch(() => undefined);
  }
  if (step.during === 'sync') counter.sync().catch(() => undefined);
  for (let i = 0; i < step.turns; i++) await turn();
  counter.disk.follow(null);
  await counter.crash(() => step.left);
}

/** Plays one step. Faults of the counter itself throw; a save that is refused is part of a history. */
export async function perform(play: Play, step: Step, seed: string): Promise<void> {
  const place = play.places[step.who];
  if (!place) return;
  const { counter, line } = place;
  switch (step.kind) {
    case 'sync':
      await counter.sync();
      return;
    case 'cut':
      place.cut ??= line.next({ kind: 'drop-request', times: Infinity });
      return;
    case 'join':
      place.cut?.remove();
      place.cut = null;
      return;
    case 'faults':
      return line.follow(seededPlan(seed, { share: step.share, ...(step.replies ? LOST_REPLIES : {}) }));
    case 'kill':
      return kill(play, place, step);
    case 'wipe':
      counter.disk.follow(null);
      return counter.loseDatabase(() => step.left);
    case 'clock':
      place.aheadMs += step.hours * 3_600_000;
      return;
    case 'disk': {
      const last = counter.disk.calls() + step.calls;
      return counter.disk.follow((call) => (call <= last ? { code: step.code, after: call % 40 } : null));
    }
    default: {
      const saving = await savingOf(counter, step);
      if (saving) await keep(play, counter.save(saving));
    }
  }
}

/** Everything works again: rounds and the clerks' choices until nothing moves. Throws when it never comes to rest. */
export async function heal(play: Play, random: Random): Promise<void> {
  let last: readonly unknown[] = [];
  for (const { counter, line } of play.places) {
    line.clear();
    counter.disk.follow(null);
    await counter.process().safety.complete();
  }
  for (let round = 0; round < 30; round++) {
    let moved = 0;
    last = [];
    for (const { counter } of play.places) {
      const synced = await counter.sync();
      if (!synced) moved += 1;
      const held = await counter.db().held.toArray();
      for (const dossierId of new Set(held.map((each) => each.dossierId))) {
        const saving = await choosing(counter, dossierId, random.chance(0.5));
        if (!saving) continue;
        moved += 1;
        const saved = await counter.save(saving);
        if (saved.ok) await keep(play, Promise.resolve(saved));
        // One's own value can no longer be put in: what stands is kept.
        else await keep(play, counter.save((await choosing(counter, dossierId, false)) ?? saving));
      }
      const { unsent } = await outboxSummary(counter.db());
      moved += unsent;
      last = [
        ...last,
        { counter: counter.counter, synced, unsent, held: held.map(({ reason }) => reason.code) },
      ];
    }
    if (moved === 0 && round > 1) return;
  }
  throw new Error(`never came to rest: ${JSON.stringify(last)}`);
}
