import { COUNTER_ZONE, zoned } from '../../../shared/clock.ts';
import { sealEvents, type Author, type ChainHead } from '../../../shared/domain/dossier/chain.ts';
import { decide } from '../../../shared/domain/dossier/decide.ts';
import type { DossierEvent, StaffRef } from '../../../shared/domain/dossier/event.ts';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import { giveCode } from '../../../shared/domain/numbering.ts';
import type { PortalContext } from '../context.ts';
import type { Query } from '../database.ts';
import { lockFilings, setDossier } from '../filings/filings.ts';
import { takeOwnNumbers, takePortalNumbers, type OfficeRow } from '../numbers.ts';

/** The name the portal's own events are written under. */
export const PORTAL_COUNTER = 'portal';
export const PORTAL_STAFF: StaffRef = { id: 'portal', name: 'Cổng dịch vụ công (tham chiếu)' };

export interface TakenOver {
  readonly events: readonly DossierEvent[];
  /** Final codes linked to provisional ones. */
  readonly codes: readonly { readonly code: string; readonly dossier: string }[];
  /** Where the portal's chain in this office stands then. */
  readonly head: ChainHead;
}

/**
 * Takes dossiers over: an `accepted` event of the portal for each, in the portal's own chain at the office. A provisional
 * code gets a final one linked; when the unit has no number left it stays without. One whose citizen filed it online was
 * the portal's before: it is joined with what the portal holds, under the number it has there.
 */
export async function takeOver(
  context: PortalContext,
  query: Query,
  office: OfficeRow,
  dossiers: readonly Dossier[],
): Promise<TakenOver> {
  const now = context.clock();
  const filings = await lockFilings(
    query,
    dossiers.flatMap(({ filing }) => (filing ? [filing.number] : [])),
  );
  const filedOf = ({ filing }: Dossier) => filings.get(filing?.number ?? '');
  const others = dossiers.filter((dossier) => !filedOf(dossier));
  const numbers = [...(await takePortalNumbers(query, zoned(now).year, others.length))];
  const provisional = others.filter((dossier) => dossier.reception?.provisional);
  const ranges = [
    ...(await takeOwnNumbers(query, context.newId, office, provisional.length, context.leaseSize())),
  ];
  const author = portalAuthor(context, office);
  let head: ChainHead = { position: office.portal_position, hash: office.portal_hash };
  const events: DossierEvent[] = [];
  const codes: { code: string; dossier: string }[] = [];
  for (const dossier of dossiers) {
    const filed = filedOf(dossier);
    const range = !filed && dossier.reception?.provisional ? ranges.shift() : undefined;
    const numbering = { leases: range ? [{ ...range, next: range.from }] : [], nextProvisional: 1 };
    const linkedCode = range ? giveCode(numbering, PORTAL_COUNTER, now).code : null;
    const decided = decide(
      dossier,
      filed
        ? { type: 'confirmFiling', number: filed.number, details: filed.details }
        : { type: 'accept', portalNumber: numbers.shift() ?? '', linkedCode },
      now,
    );
    if (!decided.ok) throw new Error('a dossier just received cannot be accepted');
    const sealed = sealEvents(decided.value, dossier, head, author);
    head = sealed.head;
    events.push(...sealed.events);
    const code = filed && dossier.reception?.provisional ? filed.number : linkedCode;
    if (code !== null) codes.push({ code, dossier: dossier.id });
    if (filed) await setDossier(query, filed.number, dossier.id);
  }
  return { events, codes, head };
}

/** Who writes the portal's own events at an office, now. */
export function portalAuthor(context: PortalContext, office: Pick<OfficeRow, 'id'>): Author {
  return {
    by: PORTAL_STAFF,
    office: office.id,
    counter: PORTAL_COUNTER,
    now: context.clock(),
    role: 'clerk' as const,
    zone: COUNTER_ZONE,
    newId: context.newId,
  };
}
