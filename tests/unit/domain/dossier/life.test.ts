import { describe, expect, it } from 'vitest';
import type { StepEntry } from '../../../../shared/domain/dossier/command.ts';
import { decide, type Command } from '../../../../shared/domain/dossier/decide.ts';
import { fold } from '../../../../shared/domain/dossier/evolve.ts';
import { stageOf } from '../../../../shared/domain/dossier/state.ts';
import {
  author,
  CALENDAR,
  handedIn,
  HERE,
  NOW,
  ORGANISATION,
  receiveCommand,
  REPRESENTATIVE,
  write,
} from '../../../support/catalogue.ts';
import { HOUSEHOLD_BUSINESS } from '../../../support/sample-catalogue.ts';

const step = (entry: StepEntry): Command => ({ type: 'step', step: entry, place: HERE });
const ASK = step({
  type: 'supplementRequested',
  data: {
    documents: [{ nameVi: 'Bản sao căn cước', originals: 0, certifiedCopies: 1, photocopies: 0 }],
    reason: 'Thiếu bản sao có chứng thực',
  },
});
const BRING: Command = {
  type: 'receiveSupplement',
  documents: handedIn(HOUSEHOLD_BUSINESS),
  calendar: CALENDAR,
};
const FORWARD = step({ type: 'forwarded', data: { to: 'Ủy ban nhân dân phường Hà Tu' } });
const READY = step({ type: 'resultReady', data: { resultNumber: '22H8001234' } });
const TO_OWNER = {
  collector: { kind: 'owner' as const },
  identityChecked: true as const,
  originalsReturned: [],
};
const HAND_OVER = step({ type: 'resultHandedOver', data: TO_OWNER });
const ITEM = 'RA473124829VN';
const POST = step({
  type: 'resultPosted',
  data: {
    item: ITEM,
    recipient: 'Nguyễn Văn Đạt',
    phone: '0912345678',
    address: { street: 'Số 12, tổ 3', ward: 'Phường Hà Tu', province: 'Quảng Ninh' },
  },
});

type Posting = Extract<StepEntry, { type: 'resultPosted' }>['data'];

const after = (...commands: readonly Command[]) => write([receiveCommand(), ...commands]);
function refusal(command: Command, ...before: readonly Command[]) {
  const decided = decide(after(...before).dossier, command, NOW);
  return decided.ok ? [] : decided.error.map(({ code, field }) => [code, field]);
}

describe('the life of a dossier after reception', () => {
  it('goes to the authority and back, and the result is handed over with the identity checked', () => {
    const { dossier } = after(
      FORWARD,
      step({ type: 'inProcess', data: { step: 'Thẩm định' } }),
      READY,
      HAND_OVER,
    );
    expect(stageOf(dossier)).toBe('handed-over');
    expect(dossier.life?.steps.map(({ type }) => type)).toEqual([
      'forwarded',
      'inProcess',
      'resultReady',
      'resultHandedOver',
    ]);
  });

  it('is not handed over twice, nor posted after it', () => {
    expect(refusal(HAND_OVER, READY, HAND_OVER)).toEqual([['result-already-given', undefined]]);
    expect(refusal(POST, READY, HAND_OVER)).toEqual([['result-already-given', undefined]]);
    expect(refusal(HAND_OVER, READY, POST)).toEqual([['result-already-given', undefined]]);
  });

  it('gives no result out where the office may not', () => {
    const rule = {
      office: HERE.office.id,
      procedures: 'all' as const,
      allows: ['guide' as const, 'receive' as const],
      effectiveFrom: '2022-08-15',
      withdrawnFrom: null,
      note: '',
      verified: false,
    };
    const place = { ...HERE, capabilities: [rule] };
    for (const give of [HAND_OVER, POST])
      expect(refusal({ ...give, place } as Command, READY)).toEqual([['return-not-here', undefined]]);
    expect(refusal({ ...ASK, place } as Command)).toEqual([]);
  });

  it('takes nothing more once refused, not even the fee', () => {
    const no = step({
      type: 'refused',
      data: { ground: 'Điều 7 Nghị định 118/2025/NĐ-CP', reason: 'Không thuộc thẩm quyền' },
    });
    expect(stageOf(after(no).dossier)).toBe('refused');
    for (const command of [ASK, FORWARD, READY, { type: 'takeFee', method: 'cash' } as const])
      expect(refusal(command, no)).toEqual([['dossier-transition-forbidden', undefined]]);
  });

  it('needs a ground and a reason to refuse, and at least one document to ask for a supplement', () => {
    const bare = step({ type: 'refused', data: { ground: ' ', reason: '' } });
    expect(refusal(bare)).toEqual([
      ['field-required', 'ground'],
      ['reason-required', 'reason'],
    ]);
    expect(refusal(step({ type: 'supplementRequested', data: { documents: [], reason: 'x' } }))).toEqual([
      ['supplement-none', 'documents'],
    ]);
  });

  it('goes back to where it was once the supplement came', () => {
    expect(stageOf(after(ASK).dossier)).toBe('supplement');
    expect(refusal(FORWARD, ASK)).toEqual([['step-forbidden', undefined]]);
    expect(stageOf(after(ASK, BRING).dossier)).toBe('received');
    expect(stageOf(after(FORWARD, ASK, BRING).dossier)).toBe('forwarded');
  });

  it('makes the printed receipt out of date when a supplement came: documents and appointment changed', () => {
    const print: Command = { type: 'recordPrint', paper: 'A4', formSet: '2025', contentHash: 'a'.repeat(64) };
    expect(after(print, ASK).dossier.receiptOutdated).toBe(false);
    expect(after(print, ASK, BRING).dossier.receiptOutdated).toBe(true);
  });

  it('moves the appointment by the working days of the pause, over a holiday', () => {
    // Received Thursday 27 August 2026 for three working days; asked for on Friday, brought on Thursday 3 September. Between
    // them lie a day off in lieu, the national holiday and the weekend: one working day was lost, the 3rd itself.
    const at = (now: string) => author({ now });
    const received = write([receiveCommand()], at('2026-08-27T02:00:00.000Z'));
    const asked = write([ASK], at('2026-08-28T02:00:00.000Z'), received);
    const brought = write([BRING], at('2026-09-03T03:00:00.000Z'), asked);
    const last = brought.dossier.life?.steps.at(-1);
    expect(last).toMatchObject({ type: 'supplementReceived', data: { pausedDays: 1 } });
    expect(received.dossier.reception?.dueAt).toBe('2026-09-04T10:00:00.000Z');
    expect(brought.dossier.reception?.dueAt).toBe('2026-09-07T10:00:00.000Z');
  });

  it('only moves an appointment later, with the one that stands known', () => {
    const { dossier } = after();
    const from = dossier.reception?.dueAt ?? '';
    const move = (dueAt: string, known = from) =>
      step({
        type: 'rescheduled',
        data: { from: known, dueAt, reason: 'Chờ ý kiến cơ quan chuyên môn', approver: 'Trần Văn Bình' },
      });
    expect(after(move('2026-08-03T09:30:00.000Z')).dossier.reception?.dueAt).toBe('2026-08-03T09:30:00.000Z');
    expect(refusal(move(from))).toEqual([['due-not-later', 'dueAt']]);
    expect(refusal(move('2026-08-03T09:30:00.000Z', '2026-07-01T09:30:00.000Z'))).toEqual([
      ['event-conflict', 'dueAt'],
    ]);
  });

  it('wants somebody named for an organisation, and a representative only where there is one', () => {
    const organisation = write([
      receiveCommand({ entry: { ...receiveCommand().entry, applicant: ORGANISATION } }),
      READY,
    ]).dossier;
    const decided = decide(organisation, HAND_OVER, NOW);
    expect(decided.ok ? [] : decided.error).toMatchObject([
      { code: 'collector-required', field: 'collector' },
    ]);
    const representative = step({
      type: 'resultHandedOver',
      data: { ...TO_OWNER, collector: { kind: 'representative' } },
    });
    expect(refusal(representative, READY)).toEqual([['collector-required', 'collector']]);
    const proxy = step({
      type: 'resultHandedOver',
      data: {
        ...TO_OWNER,
        collector: {
          kind: 'proxy',
          name: REPRESENTATIVE.name,
          identity: REPRESENTATIVE.identity,
          authority: REPRESENTATIVE.authority,
        },
      },
    });
    expect(stageOf(after(READY, proxy).dossier)).toBe('handed-over');
  });

  it('refuses a result handed over unchecked', () => {
    const unchecked = step({
      type: 'resultHandedOver',
      data: { ...TO_OWNER, identityChecked: false as unknown as true },
    });
    expect(refusal(unchecked, READY)).toEqual([['identity-unchecked', 'identityChecked']]);
  });

  it('posts the result only with a right item number and an address, and follows that item alone', () => {
    const wrong = step({
      type: 'resultPosted',
      data: {
        item: 'RA473124828VN',
        recipient: 'A',
        phone: '0912345678',
        address: { street: '', ward: '', province: '' },
      },
    });
    expect(refusal(wrong, READY)).toEqual([
      ['postal-item-check', 'item'],
      ['field-required', 'address.street'],
      ['field-required', 'address.ward'],
      ['field-required', 'address.province'],
    ]);
    const delivered = (item: string) => step({ type: 'delivered', data: { item } });
    expect(refusal(delivered('RA473124830VN'), READY, POST)).toEqual([['postal-item-check', 'item']]);
    expect(refusal(delivered('EB000717595HK'), READY, POST)).toEqual([['postal-item-other', 'item']]);
    expect(stageOf(after(READY, POST, delivered('ra 473 124 829 vn')).dossier)).toBe('delivered');
  });

  it('waits at the counter again after a failed delivery came back', () => {
    const failed = step({ type: 'deliveryFailed', data: { item: ITEM, reason: 'Không có người nhận' } });
    const back = step({ type: 'deliveryReturned', data: { item: ITEM } });
    expect(refusal(HAND_OVER, READY, POST, failed)).toEqual([['step-forbidden', undefined]]);
    expect(stageOf(after(READY, POST, failed, back).dossier)).toBe('result-ready');
    expect(stageOf(after(READY, POST, failed, back, HAND_OVER).dossier)).toBe('handed-over');
  });

  it('sends no two items under one identifier: not two dossiers’, nor one dossier’s twice', () => {
    const failed = step({ type: 'deliveryFailed', data: { item: ITEM, reason: 'Không có người nhận' } });
    const back = step({ type: 'deliveryReturned', data: { item: ITEM } });
    expect(refusal(POST, READY, POST, failed, back)).toEqual([['postal-item-used', 'item']]);
    expect(refusal({ ...POST, itemTaken: true } as Command, READY)).toEqual([['postal-item-used', 'item']]);
  });

  it('keeps the roll the label came from and the postage of its tariff, and refuses what does not fit them', () => {
    const data = (POST as Extract<Command, { type: 'step' }>).step.data as Posting;
    const roll = { first: ITEM, last: 'RA473124863VN' };
    const postage = { tariffId: 't', tariffVersion: 1, zone: 'province', grams: 20, amount: 16_000 } as const;
    const tiers = { province: [{ upTo: 100, amount: 16_000 }], country: [{ upTo: 100, amount: 30_000 }] };
    const tariff = { id: 't', version: 1, nameVi: 'Cước', effectiveFrom: '2022-08-15', tiers };
    const place = { ...HERE, postage: [{ ...tariff, verified: false, source: 'made up' }] };
    const post = (more: Partial<Posting>): Command => ({
      type: 'step',
      place,
      step: { type: 'resultPosted', data: { ...data, ...more } },
    });
    const posted = after(READY, post({ roll, postage })).dossier;
    expect(posted.life?.steps.at(-1)?.data).toMatchObject({ roll, postage });
    const outside = { first: 'RA473124832VN', last: 'RA473124863VN' };
    expect(refusal(post({ roll: outside }), READY)).toEqual([['postal-roll-outside', 'item']]);
    expect(refusal(post({ roll: { first: 'RA473124863VN', last: ITEM } }), READY)).toEqual([
      ['postal-roll-backwards', 'roll.last'],
    ]);
    expect(refusal(post({ roll: { first: ITEM, last: 'RA473124862VN' } }), READY)).toEqual([
      ['postal-item-check', 'roll.last'],
    ]);
    expect(refusal(post({ postage: { ...postage, amount: 1 } }), READY)).toEqual([
      ['postage-wrong', 'postage'],
    ]);
  });

  it('keeps a step that came too late in the log without letting it count', () => {
    const first = after(READY, HAND_OVER);
    const late = after(READY, HAND_OVER).events.at(-1);
    if (!late) throw new Error('no step');
    const twice = { ...late, counter: 'HT-2', position: 1, seq: late.seq, dossierId: first.id };
    const dossier = fold([...first.events, twice]);
    expect(dossier?.life?.steps).toHaveLength(2);
    expect(dossier?.life?.steps.at(-1)?.counter).toBe('HT-1');
    expect(dossier?.events).toBe(first.events.length + 1);
  });
});
