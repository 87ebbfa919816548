import type { StartTimer } from '../../renderer/sync/backoff.ts';
import type { Pace } from '../../renderer/sync/pace.ts';
import type { Portal } from '../portal/server.ts';
import { DEMO_PASSWORD, ENROLMENT_CODES, type OfficeId } from '../portal/seed/accounts.ts';
import { receptionEntry } from './catalogue.ts';
import { simulateCounter, type SimulatedCounter } from './simulated-counter.ts';

/** 1.001570 of the sample catalogue: three working days, free, one document. */
export const FREE_PROCEDURE = '1.001570';

/** An entry of a person with one document handed in. */
export const oneDocument = () =>
  receptionEntry({
    documents: [
      { documentId: 'd', nameVi: 'Giấy tờ', originals: 1, certifiedCopies: 0, photocopies: 0, shown: false },
    ],
  });

export interface OfficeOptions {
  readonly office: OfficeId;
  readonly counterNumber: number;
  /** The portal as the counter reaches it. */
  readonly url: string;
  readonly enrolUrl?: string;
  readonly now?: () => string;
  /** How its sync engine waits; without it the engine rests. */
  readonly startTimer?: StartTimer;
  readonly silence?: number;
  readonly pace?: Pace;
}

/** Enrols a counter of a demo office and syncs it once. */
export async function counterOf(options: OfficeOptions): Promise<SimulatedCounter> {
  const {
    office,
    counterNumber,
    url,
    enrolUrl = url,
    now = () => new Date().toISOString(),
    ...rest
  } = options;
  const place = { enrolmentCode: ENROLMENT_CODES[office], username: 'giaodich01', password: DEMO_PASSWORD };
  const counter = await simulateCounter({ place, counterNumber, url, enrolUrl, now, ...rest });
  await counter.sync();
  return counter;
}

/** The dossier's events at the portal. */
export async function atPortal(portal: Portal, office: string, dossierId: string) {
  return (await portal.admin.events(office)).filter((event) => event.dossierId === dossierId);
}
