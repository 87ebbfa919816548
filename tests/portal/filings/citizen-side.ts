import { randomInt } from 'node:crypto';
import { dayOf, zoned } from '../../../shared/clock.ts';
import { computeDeadline } from '../../../shared/domain/deadline.ts';
import { filedDetailsSchema } from '../../../shared/domain/dossier/filing.ts';
import { computeFee } from '../../../shared/domain/fee.ts';
import type { Delivery, Party } from '../../../shared/domain/party.ts';
import { isInForce, procedureOn } from '../../../shared/domain/procedure.ts';
import { latestCatalogue } from '../catalogues.ts';
import type { PortalContext } from '../context.ts';
import { addFiling } from './filings.ts';

/** What a citizen types on the portal's own pages. */
export interface CitizenFiling {
  readonly procedureCode: string;
  readonly applicant: Party;
  readonly delivery: Delivery;
  /** Pays the fee of one page and one copy on the way. */
  readonly paysOnline?: boolean;
}

const CLOSES = '17:00';

/** Not guessable: whoever names it has it from the citizen. */
function newNumber(now: string): string {
  const day = zoned(now).toPlainDate().toString().replaceAll('-', '').slice(2);
  return `H49-${day}-${String(randomInt(100_000_000)).padStart(8, '0')}`;
}

/**
 * A citizen files online, signed in as themself: the portal receives it at once. Gives its number. Throws when the
 * procedure is not in force.
 */
export async function fileOnline(context: PortalContext, filing: CitizenFiling): Promise<string> {
  const { query } = context.database;
  const filedAt = context.clock();
  const catalogue = latestCatalogue(await context.readHistory(query));
  const procedure = procedureOn(catalogue, filing.procedureCode, dayOf(filedAt));
  if (!procedure || !isInForce(procedure, dayOf(filedAt)))
    throw new RangeError(`not in force: ${filing.procedureCode}`);
  const { code, version, nameVi, fieldCode, authority } = procedure;
  const fee = computeFee(procedure.fees, { pages: 1, copies: 1 });
  const details = filedDetailsSchema.parse({
    filedAt,
    procedure: { code, version, nameVi, fieldCode, authority, sample: catalogue.sample },
    applicant: filing.applicant,
    delivery: filing.delivery,
    deadline: computeDeadline(procedure.deadline, filedAt, catalogue.calendar, CLOSES),
    ...(filing.paysOnline && fee.total > 0
      ? { paid: { amount: fee.total, at: filedAt, reference: `TT-${String(randomInt(1e9))}` } }
      : {}),
  });
  const number = newNumber(filedAt);
  await addFiling(query, { number, id: context.newId(), dossier: null, details });
  return number;
}
