import type { StepEntry } from '../../shared/domain/dossier/command.ts';
import type { Command } from '../../shared/domain/dossier/decide.ts';
import type { LifeBody, LifeStep } from '../../shared/domain/dossier/life.ts';
import type { Dossier } from '../../shared/domain/dossier/state.ts';
import { nextOfRoll } from '../../shared/domain/postal-item.ts';
import { STATES } from '../../shared/portal/national/codes.ts';
import { CALENDAR, handedIn, HERE, PERSON } from './catalogue.ts';
import { HOUSEHOLD_BUSINESS } from './sample-catalogue.ts';

const ROLL = { first: 'RA473124829VN', last: 'RA473134825VN' };
const reason = 'Theo hồ sơ';
const ground = 'Điều 7';
const originalsReturned = [{ nameVi: 'Bản chính', count: 1 }];

/** A command for a step; `hours` moves an appointment, and an even number of them asks for money in `inProcess`. */
export function stepCommand(type: LifeStep, dossier: Dossier, hours: number): Command {
  if (type === 'supplementReceived')
    return { type: 'receiveSupplement', documents: handedIn(HOUSEHOLD_BUSINESS), calendar: CALENDAR };
  const from = dossier.reception?.dueAt ?? '';
  const posted = dossier.life?.steps.filter((step) => step.type === 'resultPosted') ?? [];
  const used = posted.map(({ data }) => data.item);
  // No label is used twice.
  const [next = ''] = nextOfRoll(ROLL, used, 1);
  const item = used.at(-1) ?? '';
  const dueAt = new Date(Date.parse(from) + hours * 3_600_000).toISOString();
  const bodies: {
    readonly [T in Exclude<LifeStep, 'supplementReceived'>]: Extract<LifeBody, { type: T }>['data'];
  } = {
    supplementRequested: {
      documents: [{ nameVi: 'Đơn', originals: 1, certifiedCopies: 0, photocopies: 0 }],
      reason,
    },
    refused: { ground, reason },
    stopped: { ground, reason },
    withdrawn: { reason, originalsReturned },
    forwarded: { to: 'UBND phường' },
    inProcess: { step: hours % 2 === 0 ? `${STATES['6']}: lệ phí` : 'Thẩm định' },
    rescheduled: { from, dueAt, reason, approver: 'Trần Bình' },
    resultReady: { resultNumber: null },
    resultHandedOver: { collector: { kind: 'owner' }, identityChecked: true, originalsReturned },
    resultPosted: { item: next, recipient: PERSON.name, phone: PERSON.phone, address: PERSON.address },
    delivered: { item },
    deliveryFailed: { item, reason },
    deliveryReturned: { item },
  };
  return { type: 'step', place: HERE, step: { type, data: bodies[type] } as StepEntry };
}
