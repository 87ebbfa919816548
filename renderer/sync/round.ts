import { readBody, type DossierEvent } from '../../shared/domain/dossier/event.ts';
import { appError } from '../../shared/errors.ts';
import { addLeases, numbersLeft } from '../../shared/domain/numbering.ts';
import type { RequestOf, Verdict } from '../../shared/portal/contract.ts';
import type { ForwardedOperation } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { fileReason, filesFirst, filesOf, troubledFiles } from './files.ts';
import { BATCH, type Pace } from './pace.ts';
import type { SyncStore } from './store-port.ts';
import type { Uploads } from './uploads.ts';
import type { CallAnswer, CallFailure, PortalCall } from './portal-client.ts';

/** What a round of syncing needs from outside. */
export interface RoundContext {
  readonly store: SyncStore;
  readonly call: PortalCall;
  readonly uploads: Uploads;
  /** UTC instant. */
  readonly now: () => string;
  readonly newId: () => string;
  /** Told after every step; `done` of `total` events while pushing. */
  readonly onStep: (step: {
    readonly activity: 'pushing' | 'pulling';
    readonly done: number;
    readonly total: number;
  }) => void;
  /** Told the portal's clock with every answer, and when it was asked (UTC instant by our own clock). */
  readonly onTime: (time: string | null, sentAt: string) => void;
  readonly cancelled: () => boolean;
  /** How much goes in one push; kept from round to round. */
  readonly pace: Pace;
  /** Whether another machine took this counter over, so that only what is unsent is handed over. */
  readonly handOver?: true;
}

type Step = Result<null, CallFailure>;
const DONE: Step = ok(null);

/** More numbers are asked for when fewer than this are left. */
const LEASE_WHEN_BELOW = 30;

/** How long a round waits for files before what needs none goes on, milliseconds. */
const FILE_PATIENCE = 4_000;

const INVALID_REPLY: CallFailure = { error: appError('portal-reply-invalid'), retryAfter: null };

/** The last position of a batch up to which every event has a verdict; 0 when not even the first has one. */
function coveredBy(verdicts: ReadonlyMap<string, Verdict>, events: readonly DossierEvent[]): number {
  const missing = events.findIndex((event) => !verdicts.has(event.id));
  return events.at(missing === -1 ? -1 : missing - 1)?.position ?? 0;
}

async function ask<N extends ForwardedOperation>(
  context: RoundContext,
  operation: N,
  input: RequestOf<N>,
): Promise<Result<CallAnswer<N>, CallFailure>> {
  const sentAt = context.now();
  const answer = await context.call(operation, input);
  if (answer.ok) context.onTime(answer.value.time, sentAt);
  return answer;
}

async function push(
  context: RoundContext,
  events: readonly DossierEvent[],
  retry: boolean,
): Promise<Result<ReadonlyMap<string, Verdict>, CallFailure>> {
  const began = performance.now();
  const answer = await ask(context, 'push', {
    events: [...events],
    retry,
    ...(context.handOver ? { handOver: true } : {}),
  });
  if (!answer.ok) {
    if (answer.error.error.code === 'portal-timeout') context.pace.gaveUp();
    return answer;
  }
  context.pace.went(performance.now() - began);
  const verdicts = new Map(answer.value.reply.verdicts.map((verdict) => [verdict.id, verdict]));
  // A reply that says nothing of our first event belongs to another request: believing it would lose events.
  if (!verdicts.has(events[0]?.id ?? '')) return fail(INVALID_REPLY);
  const files = filesOf(events);
  const refused = events.flatMap(({ id, position, dossierId }) => {
    const verdict = verdicts.get(id);
    return verdict?.verdict === 'refused'
      ? [
          {
            position,
            eventId: id,
            dossierId,
            reason: fileReason(context.uploads, files.get(id), verdict.reason),
          },
        ]
      : [];
  });
  // Only what these verdicts cover: the portal may know later events whose refusals were in a lost reply.
  const acknowledged = retry ? 0 : coveredBy(verdicts, events);
  const settled = events.flatMap((event) => {
    const body = verdicts.get(event.id)?.verdict === 'accepted' ? readBody(event) : null;
    return body?.type === 'setAside' ? [body.data.position] : [];
  });
  await context.store.acknowledge({ acknowledged, refused, settled, now: context.now() });
  return ok(verdicts);
}

/**
 * Before anything is sent the portal is asked how far it knows our log. A portal that knows less than it acknowledged
 * (restored from a backup) is sent the rest again; one that knows another log under our name stops us before harm is done.
 * Verdicts of a lost reply come by sending from our own watermark: a known event gets the same verdict again.
 */
async function catchUp(context: RoundContext): Promise<Step> {
  // Told at each contact, so that a supervisor sees what is still to come.
  const answer = await ask(context, 'position', { length: await context.store.head() });
  if (!answer.ok) return answer;
  const { acknowledged, lastHash, moved } = answer.value.reply;
  if (moved && !context.handOver) return movedAway(context);
  const ours = await context.store.hashAt(acknowledged);
  if (ours !== null)
    await context.store.witnessed({ position: acknowledged, hash: lastHash }, ours === lastHash);
  if (ours !== null && ours !== lastHash)
    return fail({ error: appError('event-chain-broken'), retryAfter: null });
  await context.store.rewind(acknowledged);
  return !moved && acknowledged > (await context.store.head()) ? goOnWhereThePortalIs(context) : DONE;
}

/**
 * The portal knows more of our own log than we do: older copies of database and journal were put back. What we have is
 * settled first, then the log goes on after what the portal has, before anybody can write there twice.
 */
async function goOnWhereThePortalIs(context: RoundContext): Promise<Step> {
  const pushed = await pushAll(context);
  if (!pushed.ok) return pushed;
  const answer = await ask(context, 'position', {});
  if (!answer.ok) return answer;
  const { acknowledged: position, lastHash: hash } = answer.value.reply;
  await context.store.goOnAfter({ position, hash });
  return DONE;
}

/** Another machine took this counter over: kept, so that the next start knows it without a connection. */
async function movedAway(context: RoundContext): Promise<Step> {
  await context.store.setMoved();
  return fail({ error: appError('counter-moved'), retryAfter: null });
}

/**
 * What a machine whose counter was taken over still does: hands over all it wrote and did not send, and what was refused
 * once more. Its events are in its own log, so nothing can collide; they reach the new machine by pulling.
 */
export async function handOverRound(context: RoundContext): Promise<Step> {
  const round = { ...context, handOver: true } as const;
  for (const step of [catchUp, sendFiles, pushAll, retryHeld]) {
    const result = await step(round);
    if (!result.ok) return result;
  }
  return DONE;
}

/** Files that held events wait for go on being sent; what became known of them is noted. */
async function sendFiles({ store, uploads, now }: RoundContext): Promise<Step> {
  const waiting = await store.waitingFiles();
  uploads.want(waiting.map(({ sha256 }) => sha256));
  const refused = troubledFiles(uploads, waiting);
  if (refused.length > 0) await store.acknowledge({ acknowledged: 0, refused, settled: [], now: now() });
  return DONE;
}

async function pushAll(context: RoundContext): Promise<Step> {
  const total = await context.store.unsentCount();
  let done = 0;
  let patience = FILE_PATIENCE;
  while (!context.cancelled()) {
    const batch = await context.store.nextBatch(context.pace.limit());
    if (batch.length === 0) return DONE;
    context.onStep({ activity: 'pushing', done, total });
    if (!(await filesFirst(context.uploads, batch, patience))) patience = 0;
    const pushed = await push(context, batch, false);
    if (!pushed.ok) return pushed;
    done += batch.length;
  }
  return DONE;
}

/** Sends refused events once more, e.g. after the portal's data was put right; or only the `freed` ones. */
export async function retryHeld(context: RoundContext, which: 'all' | 'freed' = 'all'): Promise<Step> {
  // The clerk asked: what could not go is looked at once more.
  if (which === 'all') context.uploads.again();
  const batch = await context.store.heldBatch(context.pace.limit(), which, context.uploads);
  if (batch.length === 0) return DONE;
  const pushed = await push(context, batch, true);
  if (!pushed.ok) return pushed;
  const through = batch.filter((event) => (pushed.value.get(event.id)?.verdict ?? 'refused') !== 'refused');
  await context.store.release(through.map((event) => event.position));
  return DONE;
}

async function pullAll(context: RoundContext): Promise<Step> {
  let done = 0;
  while (!context.cancelled()) {
    context.onStep({ activity: 'pulling', done, total: 0 });
    const after = await context.store.cursor();
    const own = (await context.store.rebuilding()) ? '1' : '0';
    const answer = await ask(context, 'pull', { after, limit: BATCH, own });
    if (!answer.ok) return answer;
    const { events, next, more } = answer.value.reply;
    if (next < after) return fail(INVALID_REPLY);
    await context.store.merge(events, next);
    done += events.length;
    if (!more) return (await context.store.rebuilt(), DONE);
  }
  return DONE;
}

/** Takes in what changed; all of it when there is nothing to change, or when what comes out is not what the portal has. */
async function refreshCatalogue(context: RoundContext): Promise<Step> {
  for (const have of [await context.store.catalogueVersion(), 0]) {
    const answer = await ask(context, 'catalogue', { have, speaks: 2 });
    if (!answer.ok) return answer;
    const { catalogue, patch } = answer.value.reply;
    if (catalogue) await context.store.saveCatalogue(catalogue);
    if (!patch || (await context.store.patchCatalogue(patch))) return DONE;
  }
  return DONE;
}

async function topUpNumbers(context: RoundContext): Promise<Step> {
  const { left } = numbersLeft(await context.store.numbering());
  if (left >= LEASE_WHEN_BELOW) return DONE;
  const answer = await ask(context, 'lease', { requestId: context.newId(), left });
  if (!answer.ok) return answer;
  await context.store.updateNumbering((numbering) => addLeases(numbering, answer.value.reply.leases));
  return DONE;
}

/** What waited for an event that was set aside or solved goes by itself. */
const retryFreed = (context: RoundContext): Promise<Step> => retryHeld(context, 'freed');

/** One whole exchange with the portal, in the order a counter needs it: own work first, then numbers, then news. */
export async function syncRound(context: RoundContext): Promise<Step> {
  for (const step of [catchUp, sendFiles, pushAll, retryFreed, topUpNumbers, pullAll, refreshCatalogue]) {
    if (context.cancelled()) return DONE;
    const result = await step(context);
    if (!result.ok) return result;
  }
  return DONE;
}
