import { Temporal } from 'temporal-polyfill';
import type { DossierEvent } from '../../shared/domain/dossier/event.ts';
import { LEGAL, LETTERS } from './life-words.ts';
import { purseOf, type Coins } from './purse-by-hand.ts';

// The report once more, slowly and straight from the events. It shares nothing with the code it checks: its own order,
// its own idea of which steps count (a grammar), its own calendar, and lists where the report counts.

/** The days of a report, and the UTC instant it is made. */
export interface Asked {
  readonly from: string;
  readonly to: string;
  readonly now: string;
  readonly nextWorkingDay: string;
}

type Data = Readonly<Record<string, unknown>>;
interface Told {
  readonly letter: string;
  readonly at: string;
  readonly data: Data;
}

/** A dossier as a person reading its log would write it down. */
interface Read {
  readonly id: string;
  readonly office: string;
  readonly field: string;
  readonly procedure: string;
  readonly channel: string;
  readonly clerk: string;
  readonly at: string;
  readonly fee: number;
  readonly firstDue: string;
  readonly lastDue: string;
  readonly told: readonly Told[];
  readonly corrections: readonly { readonly at: string; readonly due: string }[];
  readonly payment: { readonly at: string; readonly method: unknown } | null;
  readonly fileAt: string | null;
  readonly reusedAt: string | null;
  readonly purse: readonly Coins[];
}

const dayOf = (instant: string) =>
  Temporal.Instant.from(instant).toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate().toString();
const dataOf = (event: DossierEvent) => event.data as Data;

function inOrder(events: readonly DossierEvent[]): readonly DossierEvent[] {
  const given = new Set(
    events.filter(({ type }) => type === 'setAside').map((event) => String(dataOf(event)['eventId'])),
  );
  const key = ({ seq, counter, position }: DossierEvent) =>
    `${String(seq).padStart(9, '0')} ${counter} ${String(position).padStart(9, '0')}`;
  return events.filter(({ id }) => !given.has(id)).sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** A dossier read from its log; null when there is nothing to report of it. */
function read(events: readonly DossierEvent[]): Read | null {
  const log = inOrder(events);
  const from = log.findIndex(({ type }) => type === 'received');
  const received = log[from];
  if (!received || log.some(({ type }) => type === 'scopeRemoved')) return null;
  const told: Told[] = [];
  let clock = received.at.instant;
  let lastDue = '';
  for (const event of log.slice(from)) {
    if (event.type === 'corrected' && dataOf(event)['field'] === 'dueAt')
      lastDue = String(dataOf(event)['to']);
    const letter = (LETTERS as Record<string, string | undefined>)[event.type];
    if (letter === undefined || !LEGAL.test(told.map((each) => each.letter).join('') + letter)) continue;
    clock = event.at.instant > clock ? event.at.instant : clock;
    told.push({ letter, at: clock, data: dataOf(event) });
    if (letter === 'D' || letter === 's') lastDue = String(dataOf(event)['dueAt']);
  }
  const data = dataOf(received) as unknown as {
    readonly procedure: { readonly code: string; readonly fieldCode: string };
    readonly channel: string;
    readonly fee: { readonly total: number };
    readonly deadline: { readonly dueAt: string };
    readonly prefill?: unknown;
  };
  // Given back whole, it was never paid. Money is in the drawer also where the reception it came with was given up.
  const { coins, fee: payment } = purseOf(log, received.at.instant);
  const file = log.find((event) => event.type === 'documentAttached' && dataOf(event)['documentId'] !== null);
  return {
    id: received.dossierId,
    office: received.office,
    field: data.procedure.fieldCode,
    procedure: data.procedure.code,
    channel: data.channel,
    clerk: received.by.id,
    at: received.at.instant,
    fee: data.fee.total,
    firstDue: data.deadline.dueAt,
    lastDue: lastDue || data.deadline.dueAt,
    told,
    corrections: log
      .filter((event) => event.type === 'corrected' && dataOf(event)['field'] === 'dueAt')
      .map((event) => ({ at: event.at.instant, due: String(dataOf(event)['to']) })),
    payment: payment ? { at: payment.at.instant, method: dataOf(payment)['method'] } : null,
    purse: coins,
    fileAt: file?.at.instant ?? null,
    reusedAt: (data.prefill ? received : log.find(({ type }) => type === 'documentRead'))?.at.instant ?? null,
  };
}

function dueWhen({ firstDue, lastDue, told, corrections }: Read, fits: (at: string) => boolean): string {
  const moved = told
    .filter(({ letter }) => letter === 'D' || letter === 's')
    .map(({ at, data }) => ({ at, due: String(data['dueAt']) }));
  const all = [...corrections, ...moved].filter(({ at }) => fits(at)).sort((a, b) => (a.at < b.at ? -1 : 1));
  // Clocks may tell another order than the log; once all of them count, the log's last word does.
  return all.length === corrections.length + moved.length ? lastDue : (all.at(-1)?.due ?? firstDue);
}

const ENDS = ['O', 'R', 'T', 'W'];

/** Every figure of a period by name, each as the dossiers it counts; and the average time in milliseconds. */
export function reportByHand(
  logs: readonly (readonly DossierEvent[])[],
  { from, to, now, nextWorkingDay }: Asked,
) {
  const within = (instant: string) => dayOf(instant) >= from && dayOf(instant) <= to;
  const notAfter = (instant: string) => dayOf(instant) <= to;
  const all = logs
    .map(read)
    .filter((each) => each !== null)
    .filter(({ at }) => notAfter(at));
  const times = (letter: string) =>
    all.flatMap(({ id, told }) =>
      told.filter((each) => each.letter === letter && within(each.at)).map(() => id),
    );
  const coins = all.flatMap(({ id, purse }) =>
    purse.filter(({ at }) => within(at)).map(({ word, dong }) => ({ id, word, dong })),
  );
  const paid = (word: string) => coins.filter((each) => each.word === word).map(({ id }) => id);
  const live = all.filter(({ at, told }) => {
    const end = told.find(({ letter }) => ENDS.includes(letter));
    return within(at) || !end || dayOf(end.at) >= from;
  });
  const known = live.map((dossier) => {
    const past = dossier.told.filter(({ at }) => notAfter(at));
    const end = past.find(({ letter }) => ENDS.includes(letter)) ?? null;
    const story = past.slice(0, end ? past.indexOf(end) : undefined);
    const asked = story.filter(({ letter }) => letter === 'S');
    const waiting = story.at(-1)?.letter === 'S';
    const periodOver = dayOf(now) > to;
    const judged = waiting ? asked.at(-1)!.at : end ? end.at : periodOver ? `${to}~` : now;
    const due = end ? dueWhen(dossier, (at) => at <= judged) : dueWhen(dossier, notAfter);
    // `…~` stands for the midnight after that day.
    const late = judged.endsWith('~') ? dayOf(due) <= to : judged > due;
    const early = end !== null && dayOf(judged) < dayOf(due);
    const onTime766 = !late && asked.length < 2;
    return { dossier, end, waiting, due, late, early, onTime766, story };
  });
  type Known = (typeof known)[number];
  const pick = (fits: (each: Known) => boolean) => known.filter(fits).map(({ dossier }) => dossier.id);
  const isNew = ({ dossier }: Known) => within(dossier.at);
  const ended = ({ end }: Known, letter?: string) =>
    end !== null && (letter === undefined || end.letter === letter);
  const came = (channel: string) => pick((each) => isNew(each) && each.dossier.channel === channel);
  const worked = known
    .filter((each) => ended(each, 'O'))
    .map(({ dossier, end, story }) => {
      const pauses = story.map(({ letter, at }, i) => {
        if (letter !== 'S') return 0;
        return Date.parse(story[i + 1]?.at ?? end!.at) - Date.parse(at);
      });
      return Date.parse(end!.at) - Date.parse(dossier.at) - pauses.reduce((a, b) => a + b, 0);
    });
  const figures = {
    received: pick(isNew),
    receivedInPerson: came('in-person'),
    receivedOnline: came('online'),
    receivedPostal: came('postal'),
    receivedOffline: [...came('in-person'), ...came('postal')],
    carriedOver: pick((each) => !isNew(each)),
    handled: pick(() => true),
    resolved: pick((each) => ended(each)),
    resolvedEarly: pick((each) => ended(each) && !each.late && each.early),
    resolvedOnTime: pick((each) => ended(each) && !each.late && !each.early),
    resolvedLate: pick((each) => ended(each) && each.late),
    processed: pick((each) => ended(each, 'O')),
    refused: pick((each) => ended(each, 'R')),
    stopped: pick((each) => ended(each, 'T')),
    withdrawn: pick((each) => ended(each, 'W')),
    inProgress: pick((each) => !ended(each)),
    inProgressOnTime: pick((each) => !ended(each) && !each.late),
    inProgressLate: pick((each) => !ended(each) && each.late),
    dueNext: pick((each) => !ended(each) && !each.waiting && dayOf(each.due) === nextWorkingDay),
    supplemented: [...new Set(times('S'))],
    posted: times('P'),
    delivered: times('V'),
    deliveryFailed: times('X'),
    judged: pick((each) => !ended(each, 'W')),
    judgedOnTime: pick((each) => !ended(each, 'W') && each.onTime766),
    withFee: pick((each) => isNew(each) && each.dossier.fee > 0),
    paidOnline: pick(
      (each) =>
        isNew(each) &&
        each.dossier.fee > 0 &&
        each.dossier.payment?.method === 'transfer' &&
        notAfter(each.dossier.payment.at),
    ),
    feesCash: paid('feesCash'),
    feesTransfer: paid('feesTransfer'),
    postageCash: paid('postageCash'),
    postageTransfer: paid('postageTransfer'),
    refundsCash: paid('refundsCash'),
    refundsTransfer: paid('refundsTransfer'),
    reused: pick((each) => isNew(each) && each.dossier.reusedAt !== null && notAfter(each.dossier.reusedAt)),
    digitised: pick((each) => isNew(each) && each.dossier.fileAt !== null && notAfter(each.dossier.fileAt)),
  };
  return {
    figures,
    /** Đồng of one of those six. */
    dong: (word: string) =>
      coins.filter((each) => each.word === word).reduce((sum, { dong }) => sum + dong, 0),
    averageMs:
      worked.length === 0 ? null : Math.round(worked.reduce((sum, ms) => sum + ms, 0) / worked.length),
    all,
    dossiers: new Map(all.map((each) => [each.id, each])),
  };
}

/** A share in percent by long division, to two decimals half up; null of nothing. */
export function percentByHand(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.floor((20_000 * part + whole) / (2 * whole)) / 100;
}
