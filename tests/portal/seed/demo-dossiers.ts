import { Temporal } from 'temporal-polyfill';
import { COUNTER_ZONE, dayOf, instantAt } from '../../../shared/clock.ts';
import { isWorkingDay } from '../../../shared/domain/calendar.ts';
import { capabilitiesOn } from '../../../shared/domain/capability.ts';
import { hashOf, sealEvents, type Author, type ChainHead } from '../../../shared/domain/dossier/chain.ts';
import { decide, type Command } from '../../../shared/domain/dossier/decide.ts';
import type { DossierEvent, StaffRef } from '../../../shared/domain/dossier/event.ts';
import { fold } from '../../../shared/domain/dossier/evolve.ts';
import { giveCode, type Numbering } from '../../../shared/domain/numbering.ts';
import type { Catalogue, Office, Procedure } from '../../../shared/domain/procedure.ts';
import { applicantOf, deliveryOf } from './demo-people.ts';
import type { Random } from './random.ts';

const WORKING_DAYS = 7;
const MINUTE = 60_000;

/** The counter that writes demo dossiers, and where its log and numbers stand. */
export interface DemoCounter {
  readonly id: string;
  readonly office: Office;
  readonly staff: readonly StaffRef[];
  readonly head: ChainHead;
  readonly numbering: Numbering;
}

/** Moments in office hours of the last working days before now (UTC instant), in order. */
export function demoMoments(
  random: Random,
  catalogue: Catalogue,
  now: string,
  count: number,
): readonly string[] {
  const days: string[] = [];
  // A margin for the events that follow a reception; on the first morning hour the day before is the last.
  const latest = Date.parse(now) - 30 * MINUTE;
  let day = Temporal.PlainDate.from(dayOf(now));
  while (days.length < WORKING_DAYS) {
    const date = day.toString();
    if (isWorkingDay(catalogue.calendar, date) && Date.parse(instantAt(date, '08:00')) < latest)
      days.push(date);
    day = day.subtract({ days: 1 });
  }
  return Array.from({ length: count }, (_, i) => {
    const opens = Date.parse(instantAt(days[i % WORKING_DAYS] ?? dayOf(now), '07:30'));
    const until = Math.min(opens + 9 * 60 * MINUTE, latest);
    return new Date(opens + random.below(until - opens)).toISOString();
  }).sort();
}

function commandsAfter(random: Random): readonly Command[] {
  const print: Command = {
    type: 'recordPrint',
    paper: random.chance(0.7) ? 'A4' : 'A5',
    formSet: '2025',
    contentHash: hashOf(random.digits(20)),
  };
  const note: Command = { type: 'addNote', text: 'Dữ liệu mẫu: khách hẹn gọi điện trước khi trả kết quả.' };
  return random.chance(0.2) ? [print, note] : [print];
}

/** What an office may receive on a day (`YYYY-MM-DD`). */
export function receivable(catalogue: Catalogue, office: Office, day: string): readonly Procedure[] {
  return catalogue.procedures.filter(
    ({ code }) => capabilitiesOn(catalogue, office.id, code, day).standings.receive.allowed,
  );
}

function reception(
  random: Random,
  catalogue: Catalogue,
  office: Office,
  code: { code: string; provisional: boolean },
  at: string,
): Command {
  const procedure = random.pick(receivable(catalogue, office, dayOf(at)));
  return {
    type: 'receive',
    procedure,
    sample: catalogue.sample,
    office,
    calendar: catalogue.calendar,
    capabilities: catalogue.capabilities,
    code,
    startedAt: new Date(Date.parse(at) - 4 * MINUTE).toISOString(),
    entry: {
      applicant: applicantOf(random, catalogue, procedure.fieldCode),
      representative: null,
      channel: random.pick(['in-person', 'in-person', 'in-person', 'postal', 'online'] as const),
      delivery: deliveryOf(random, catalogue),
      sets: 1,
      note: '',
      feeCounts: { pages: 1 + random.below(6), copies: 1 + random.below(3) },
      paid: random.chance(0.85) ? (random.chance(0.7) ? 'cash' : 'transfer') : null,
      documents: procedure.documents.map((document) => ({
        documentId: document.id,
        nameVi: document.nameVi,
        originals: document.kind === 'original' ? document.count : 0,
        certifiedCopies: document.kind === 'copy' ? document.count : 0,
        photocopies: 0,
        shown: document.kind === 'shown',
      })),
    },
  };
}

/** One dossier received at an instant, printed soon after: its events and the counter then. */
export function demoDossier(
  random: Random,
  catalogue: Catalogue,
  counter: DemoCounter,
  receivedAt: string,
): { readonly events: readonly DossierEvent[]; readonly counter: DemoCounter } {
  const dossierId = random.uuid(receivedAt);
  const by = random.pick(counter.staff);
  const { numbering, ...code } = giveCode(counter.numbering, counter.id, receivedAt);
  let { head } = counter;
  let events: readonly DossierEvent[] = [];
  const commands = [reception(random, catalogue, counter.office, code, receivedAt), ...commandsAfter(random)];
  for (const [i, command] of commands.entries()) {
    const now = new Date(Date.parse(receivedAt) + i * 2 * MINUTE).toISOString();
    const decided = decide(fold(events), command, now);
    if (!decided.ok) throw new Error(`a demo dossier breaks a rule: ${JSON.stringify(decided.error)}`);
    const author: Author = {
      by,
      office: counter.office.id,
      counter: counter.id,
      now,
      role: 'clerk',
      zone: COUNTER_ZONE,
      newId: () => random.uuid(now),
    };
    const sealed = sealEvents(decided.value, { id: dossierId, lastSeq: events.length }, head, author);
    head = sealed.head;
    events = [...events, ...sealed.events];
  }
  return { events, counter: { ...counter, head, numbering } };
}
