import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decide, type Command } from '../../shared/domain/dossier/decide.ts';
import type { DossierEvent } from '../../shared/domain/dossier/event.ts';
import { fold } from '../../shared/domain/dossier/evolve.ts';
import { codeOf, stageOf, type Dossier } from '../../shared/domain/dossier/state.ts';
import type { Procedure } from '../../shared/domain/procedure.ts';
import { newId } from '../../shared/ids.ts';
import { handedIn, PERSON, receptionEntry } from '../support/catalogue.ts';
import { assistCommand } from '../support/guide.ts';
import { call, placeOf, startCounter, type TestCounter } from './client.ts';
import { ENGINES } from './engines.ts';
import { reasons } from './push-support.ts';
import type { Portal } from './server.ts';

const BIRTH = { kind: 'birth-date', identity: PERSON.identity.number, birthDate: PERSON.birthDate } as const;

describe.each(ENGINES)('what citizens file online themselves, on $name', ({ start }) => {
  let portal: Portal;
  let url: string;
  let now = Date.now();
  let guiding: TestCounter;
  let receiving: TestCounter;
  let procedure: Procedure;

  beforeAll(async () => {
    portal = await start({ clock: () => new Date(now).toISOString() });
    ({ url } = await portal.listen());
    guiding = await startCounter(url, placeOf('TN'), 1);
    receiving = await startCounter(url, placeOf('HT'), 1);
    await receiving.lease();
    const found = guiding.catalogue.procedures.find(({ code }) => code === '1.001612');
    if (!found) throw new Error('the sample catalogue lost its first procedure');
    procedure = found;
  });
  afterAll(() => portal.close());

  const at = () => new Date(now).toISOString();
  const file = (applicant: Parameters<Portal['admin']['fileOnline']>[0]['applicant'] = PERSON) =>
    portal.admin.fileOnline({
      procedureCode: procedure.code,
      applicant,
      delivery: { kind: 'home', address: PERSON.address },
    });
  /** What a counter's clerk does, by the rules; throws what they refuse. */
  function act(counter: TestCounter, id: string, before: Dossier | null, command: Command) {
    const decided = decide(before, command, at());
    if (!decided.ok) throw new Error(JSON.stringify(decided.error));
    return counter.write(id, decided.value, before?.lastSeq ?? 0);
  }
  const assist = (counter: TestCounter, id: string) =>
    act(counter, id, null, assistCommand({ procedure, office: counter.office }));
  async function recordNumber(counter: TestCounter, id: string, number: string) {
    const assisted = assist(counter, id);
    const filed = act(counter, id, fold(assisted), { type: 'recordFiling', number });
    return reasons((await counter.push([...assisted, ...filed])).reply);
  }
  const search = (counter: TestCounter, by: Parameters<typeof call<'findFiling'>>[2]['by'], bring = false) =>
    call(url, 'findFiling', { by, bring }, counter.credentials);
  /** The dossier as the counter has it: what it wrote and what came. */
  const dossierOf = async (counter: TestCounter, id: string) =>
    fold([...counter.log, ...(await counter.pullAll())].filter((event) => event.dossierId === id));

  test('a number named at the counter is joined with what the citizen filed: one dossier, theirs', async () => {
    const number = await file();
    const id = newId();
    expect(await recordNumber(guiding, id, number)).toEqual(['accepted', 'accepted']);
    const dossier = await dossierOf(guiding, id);
    expect(dossier && codeOf(dossier)).toBe(number);
    expect(dossier?.acceptance?.portalNumber).toBe(number);
    expect(dossier?.filing?.details?.applicant).toEqual(PERSON);
    expect(dossier?.reception).toBe(null);
    // Sent again, as after a lost reply: nothing more happens.
    await guiding.push(guiding.log);
    const all = await portal.admin.dossiers('TN');
    expect(all.filter(({ filing }) => filing?.number === number).map((each) => each.id)).toEqual([id]);
  });

  test('a number nobody was given, another person’s, and one taken already are refused, each for its reason', async () => {
    const theirs = await file({ ...PERSON, identity: { ...PERSON.identity, number: '022090654321' } });
    const ours = await file();
    expect(await recordNumber(guiding, newId(), 'H49-260101-00000000')).toEqual([
      'accepted',
      'filing-unknown',
    ]);
    expect(await recordNumber(guiding, newId(), theirs)).toEqual(['accepted', 'filing-disagrees']);
    expect(await recordNumber(guiding, newId(), ours)).toEqual(['accepted', 'accepted']);
    expect(await recordNumber(guiding, newId(), ours)).toEqual(['accepted', 'filing-taken']);
    // Two in one push as well.
    const both = await file();
    const [one, two] = [newId(), newId()];
    const events = [one, two].flatMap((id) => {
      const assisted = assist(guiding, id);
      return [...assisted, ...act(guiding, id, fold(assisted), { type: 'recordFiling', number: both })];
    });
    expect(reasons((await guiding.push(events)).reply)).toEqual([
      'accepted',
      'accepted',
      'accepted',
      'filing-taken',
    ]);
  });

  test('a counter cannot say what only the portal knows, nor guide without consent or where it may not', async () => {
    const number = await file();
    const id = newId();
    const assisted = assist(guiding, id);
    const details = (await portal.admin.dossiers('TN')).find(({ filing }) => filing?.details)?.filing
      ?.details;
    const forged = guiding.write(
      id,
      [{ type: 'filedOnline', data: { number, channel: 'online', filer: 'citizen', details } }],
      1,
    );
    expect(reasons((await guiding.push([...assisted, ...forged])).reply)).toEqual([
      'accepted',
      'dossier-transition-forbidden',
    ]);
    const [spoken] = assist(guiding, newId());
    const silent = guiding.write(
      newId(),
      [{ type: 'assisted', data: { ...(spoken?.data as object), consent: false } }],
      0,
    );
    expect(reasons((await guiding.push([...(spoken ? [spoken] : []), ...silent])).reply)).toEqual([
      'accepted',
      'consent-required',
    ]);
  });

  test('it is found by its number, or by who the citizen is and one thing more; by nothing less, and by nobody else', async () => {
    const person = {
      ...PERSON,
      identity: { ...PERSON.identity, number: '022090777777' },
      phone: '0912000777',
    };
    const number = await file(person);
    const identity = person.identity.number;
    const numbers = async (by: Parameters<typeof search>[1]) =>
      (await search(receiving, by)).reply?.found.map((each) => each.number);
    expect(await numbers({ kind: 'number', number: number.toLowerCase() })).toEqual([number]);
    expect(await numbers({ ...BIRTH, identity })).toEqual([number]);
    expect(await numbers({ kind: 'phone', identity, phone: '0912 000 777' })).toEqual([number]);
    expect(await numbers({ ...BIRTH, identity, birthDate: '1990-05-18' })).toEqual([]);
    expect(await numbers({ kind: 'phone', identity, phone: PERSON.phone })).toEqual([]);
    expect(await numbers({ kind: 'number', number: number.slice(0, -1) })).toEqual([]);
    // Looking is not having: nothing of it came to the office.
    const found = (await search(receiving, { kind: 'number', number })).reply?.found[0];
    expect(found).toMatchObject({ applicant: 'N. V. Đạt', place: 'portal' });
    expect(await dossierOf(receiving, found?.dossierId ?? '')).toBe(null);
    expect((await call(url, 'findFiling', { by: BIRTH, bring: false }, {})).status).toBe(401);
  });

  test('ten misses make the counter wait; another counter does not', async () => {
    const other = await startCounter(url, placeOf('GD'), 1);
    const guess = { kind: 'number', number: 'H49-260101-99999999' } as const;
    for (let i = 0; i < 10; i += 1) expect((await search(other, guess)).status).toBe(200);
    const slowed = await search(other, guess);
    expect([slowed.status, slowed.refusal?.code]).toEqual([429, 'portal-busy']);
    expect((await search(guiding, guess)).status).toBe(200);
    now += 61_000;
    expect((await search(other, guess)).status).toBe(200);
  });

  test('guided at one office, brought to another: one dossier goes on there, with its history, to the posted result', async () => {
    const number = await file();
    const id = newId();
    await recordNumber(guiding, id, number);
    await search(receiving, { kind: 'number', number }, true);
    const brought = await dossierOf(receiving, id);
    expect(brought?.assistance?.office).toBe('TN');
    expect(brought?.filing?.number).toBe(number);
    expect(brought?.acceptance?.portalNumber).toBe(number);
    // The office before may read what it has, and no more.
    expect((await dossierOf(guiding, id))?.outOfScope).toBeTruthy();
    const late = guiding.write(id, [{ type: 'noteAdded', data: { text: 'muộn' } }], 9);
    expect(reasons((await guiding.push(late)).reply)).toEqual(['dossier-out-of-scope']);

    const { catalogue, office } = receiving;
    const command: Command = {
      type: 'receive',
      entry: receptionEntry({ documents: handedIn(procedure) }),
      startedAt: at(),
      procedure,
      sample: catalogue.sample,
      office,
      capabilities: catalogue.capabilities,
      calendar: catalogue.calendar,
      code: { code: 'not used', provisional: false },
    };
    const received = act(receiving, id, brought, command);
    expect(reasons((await receiving.push(received)).reply)).toEqual(received.map(() => 'accepted'));
    const dossier = await dossierOf(receiving, id);
    expect(dossier?.reception?.code).toBe(number);
    expect(dossier?.reception?.channel).toBe('online');
    expect(dossier?.reception?.deadline).toEqual(dossier?.filing?.details?.deadline);
    const ready = receiving.write(
      id,
      [{ type: 'resultReady', data: { resultNumber: null } }],
      dossier?.lastSeq ?? 0,
    );
    const posted = receiving.write(
      id,
      [
        {
          type: 'resultPosted',
          data: {
            item: 'RA473124829VN',
            recipient: PERSON.name,
            phone: PERSON.phone,
            address: PERSON.address,
          },
        },
      ],
      (dossier?.lastSeq ?? 0) + 1,
    );
    expect(reasons((await receiving.push([...ready, ...posted])).reply)).toEqual(['accepted', 'accepted']);
    const there = (await portal.admin.dossiers('HT')).filter(({ filing }) => filing?.number === number);
    expect(there.map((each) => [each.id, stageOf(each)])).toEqual([[id, 'posted']]);
    // Its papers are here now: no third office takes it away.
    const third = await startCounter(url, placeOf('GD'), 2);
    const refused = await search(third, { kind: 'number', number }, true);
    expect([refused.status, refused.refusal?.code]).toEqual([409, 'filing-elsewhere']);
  });

  test('one no counter knew of begins at the office that names it, once, and a late number at the other is told', async () => {
    const number = await file();
    const by = { kind: 'number', number } as const;
    const found = (await search(receiving, by, true)).reply?.found[0];
    expect(found?.place).toBe('here');
    await search(receiving, by, true);
    const events: readonly DossierEvent[] = (await receiving.pullAll()).filter(
      (event) => event.dossierId === found?.dossierId,
    );
    expect(events.map((event) => event.type)).toEqual(['filedOnline', 'accepted']);
    expect(await recordNumber(guiding, newId(), number)).toEqual(['accepted', 'filing-taken']);
  });

  test('received before the portal confirmed the number: the provisional code gets the number linked', async () => {
    const { catalogue, office } = receiving;
    const number = await file();
    const id = newId();
    const assisted = assist(receiving, id);
    const filed = act(receiving, id, fold(assisted), { type: 'recordFiling', number });
    const received = act(receiving, id, fold([...assisted, ...filed]), {
      type: 'receive',
      entry: receptionEntry({ documents: handedIn(procedure) }),
      startedAt: at(),
      procedure,
      sample: catalogue.sample,
      office,
      capabilities: catalogue.capabilities,
      calendar: catalogue.calendar,
      code: { code: `TAM-${receiving.id}-260713-001`, provisional: true },
    });
    const all = [...assisted, ...filed, ...received];
    expect(reasons((await receiving.push(all)).reply)).toEqual(all.map(() => 'accepted'));
    const dossier = await dossierOf(receiving, id);
    expect(dossier && codeOf(dossier)).toBe(number);
    expect(dossier?.acceptance?.linkedCode).toBe(number);
  });
});
