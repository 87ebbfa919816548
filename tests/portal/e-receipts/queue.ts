import { compareEvents, readBody, type DossierEvent } from '../../../shared/domain/dossier/event.ts';
import { fold } from '../../../shared/domain/dossier/evolve.ts';
import { isMoneyBody } from '../../../shared/domain/dossier/payments.ts';
import { receiptKey } from '../../../shared/domain/receipt-number.ts';
import { exportOf, type EReceiptExport } from '../../../shared/e-receipt/document.ts';
import { send, type EReceiptProvider, type ProviderAnswer } from '../../../shared/e-receipt/port.ts';
import { catalogueAt, type CatalogueHistory } from '../catalogues.ts';
import type { PortalContext } from '../context.ts';
import type { Query } from '../database.ts';
import { writePortalEvent } from '../push/portal-events.ts';

/** Puts what accepted events did to receipts in line for the provider, within the push that took them. */
export async function queueExports(
  query: Query,
  accepted: readonly DossierEvent[],
  history: CatalogueHistory,
): Promise<void> {
  for (const event of accepted) {
    const body = readBody(event);
    if (!body || !isMoneyBody(body)) continue;
    const rows = await query<{ event: string }>(
      'select event from events where dossier = $1 and office = $2',
      [event.dossierId, event.office],
    );
    const dossier = fold(rows.map((row) => JSON.parse(row.event) as DossierEvent).sort(compareEvents));
    if (!dossier?.reception) continue;
    const office = catalogueAt(history, event.at.instant).offices.find(({ id }) => id === event.office) ?? {};
    const stamp = { at: event.at.instant, by: event.by };
    const exported = exportOf(event.id, body, { ...dossier, reception: dossier.reception }, stamp, office);
    if (!exported) continue;
    await query('insert into e_receipts (event, dossier, receipt, document) values ($1, $2, $3, $4)', [
      event.id,
      event.dossierId,
      receiptKey(exported.document.receipt),
      JSON.stringify(exported),
    ]);
  }
}

interface Waiting {
  readonly event: string;
  readonly dossier: string;
  readonly receipt: string;
  readonly document: string;
}

/** The first of each receipt that is not taken yet: what follows it waits, so nothing is adjusted before it is issued. */
function nextOfEach(query: Query, refusedToo: boolean): Promise<readonly Waiting[]> {
  return query<Waiting>(
    `select event, dossier, receipt, document from (
       select distinct on (receipt) * from e_receipts where outcome is distinct from 'taken' order by receipt, number
     ) first where outcome is null or $1 order by number`,
    [refusedToo],
  );
}

/**
 * Tells the provider all that waits, and writes each answer on its dossier; what was refused before is only asked again
 * with `refusedToo`. True when nothing is left that may be tried again.
 */
export async function exportReceipts(
  context: PortalContext,
  provider: EReceiptProvider,
  refusedToo = false,
): Promise<boolean> {
  const put = new Set<string>();
  let later = false;
  for (;;) {
    const waiting = (await nextOfEach(context.database.query, refusedToo)).filter(
      ({ event }) => !put.has(event),
    );
    if (waiting.length === 0) return !later;
    for (const row of waiting) {
      const exported = JSON.parse(row.document) as EReceiptExport;
      const answer = await send(provider, exported);
      if (answer.outcome === 'taken') await answered(context, provider, row, exported, answer);
      else {
        put.add(row.event);
        if (answer.outcome === 'later') later = true;
        else await answered(context, provider, row, exported, answer);
      }
    }
  }
}

/** The answer as an event and the end of the waiting, in one transaction: it is told once. */
async function answered(
  context: PortalContext,
  { name: provider }: EReceiptProvider,
  { event, dossier }: Waiting,
  { what, document: { receipt } }: EReceiptExport,
  answer: Exclude<ProviderAnswer, { outcome: 'later' }>,
): Promise<void> {
  const data = { receipt, eventId: event, what, provider, ...answer };
  await writePortalEvent(context, dossier, { type: 'eReceiptAnswered', data }, async (query) => {
    await query('update e_receipts set outcome = $2 where event = $1', [event, answer.outcome]);
  });
}
