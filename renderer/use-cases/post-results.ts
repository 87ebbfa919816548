import { dayOf } from '../../shared/clock.ts';
import type { StepEntry } from '../../shared/domain/dossier/command.ts';
import { decide } from '../../shared/domain/dossier/decide.ts';
import { resultFilesOf, type Dossier } from '../../shared/domain/dossier/state.ts';
import type { Address } from '../../shared/domain/party.ts';
import { postageOf, postageTariffOn, type Postage } from '../../shared/domain/postage.ts';
import {
  isOfRoll,
  nextOfRoll,
  postalItemSchema,
  postalRollFaults,
  postalRollSchema,
} from '../../shared/domain/postal-item.ts';
import type { Catalogue } from '../../shared/domain/procedure.ts';
import type { ResultCheck } from '../../shared/domain/result-file.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { services } from '../session/services.ts';
import { dossierById } from '../store/queries.ts';
import { lastRoll, usedOfRoll } from '../store/return-lists.ts';
import { currentAuthor } from './author.ts';
import { catalogueHere } from './catalogue-here.ts';
import { isTaken, takeStep } from './change-dossier.ts';
import { lookAtResults } from './check-results.ts';
import { coversProvince } from './find-ward.ts';

/** A result to be posted, as typed. */
export interface Posting {
  readonly dossierId: string;
  readonly item: string;
  /** Grams; empty when it is weighed later. */
  readonly weight: string;
  /** The clerk's word for an electronic result nobody vouches for. */
  readonly confirmed: boolean;
}

/** A roll of labels as typed; both ends empty for labels from elsewhere. */
export interface TypedRoll {
  readonly first: string;
  readonly last: string;
}

/** Why nothing was posted: what is wrong with the roll or the counter, and with each result by its dossier. */
export interface PostingFaults {
  readonly all: readonly AppError[];
  readonly of: ReadonlyMap<string, readonly AppError[]>;
}

/** Where a result goes: the address asked for at reception, else the applicant's own; null when neither is known. */
export function addressOf({ reception }: Dossier): Address | null {
  if (!reception) return null;
  return reception.delivery.kind === 'home' ? reception.delivery.address : reception.applicant.address;
}

/** What the recipient pays for an item of a typed weight, by the tariff in force; an error names the weight. */
export function postageFor(
  { postage = [], wards }: Pick<Catalogue, 'postage' | 'wards'>,
  address: Pick<Address, 'province'> | null,
  weight: string,
  day: string,
): Result<Postage | null> {
  const tariff = postageTariffOn(postage, day);
  if (weight.trim() === '' || !tariff || !address) return ok(null);
  const grams = Number(weight.trim());
  if (!Number.isInteger(grams) || grams < 1 || grams > 30_000)
    return fail(appError('weight-invalid', {}, 'weight'));
  const zone = coversProvince(wards, address.province) ? 'province' : 'country';
  const found = postageOf(tariff, zone, grams);
  return found ? ok(found) : fail(appError('weight-over', {}, 'weight'));
}

/** The next identifiers of a roll; none while what is typed is no roll. */
export async function proposeItems(roll: TypedRoll, count: number): Promise<readonly string[]> {
  const read = postalRollSchema.safeParse(roll);
  if (!read.success || postalRollFaults(read.data).length > 0) return [];
  return nextOfRoll(read.data, await usedOfRoll(services().db, read.data), count);
}

/** What each dossier's electronic result is worth before it goes out; all at once, as each may have to be fetched. */
async function checkedBefore(postings: readonly Posting[]) {
  const of = new Map<string, readonly ResultCheck[]>();
  await Promise.all(
    postings.map(async ({ dossierId, confirmed }) => {
      const dossier = (await dossierById(services().db, dossierId))?.dossier;
      const looked = dossier ? await lookAtResults(resultFilesOf(dossier)) : [];
      of.set(
        dossierId,
        looked.map(({ file, standing }) => ({
          sha256: file.sha256,
          standing,
          confirmed: confirmed && standing !== 'valid',
        })),
      );
    }),
  );
  return of;
}

function entryOf(
  dossier: Dossier,
  item: string,
  {
    roll,
    postage,
    checks,
  }: { roll: TypedRoll | null; postage: Postage | null; checks: readonly ResultCheck[] },
): StepEntry {
  const applicant = dossier.reception?.applicant;
  return {
    type: 'resultPosted',
    data: {
      item,
      recipient: applicant?.name ?? '',
      phone: applicant?.phone ?? '',
      // What is missing is refused where it is checked.
      address: addressOf(dossier) as Address,
      ...(roll ? { roll } : {}),
      ...(postage ? { postage } : {}),
      ...(checks.length > 0 ? { checks: [...checks] } : {}),
    },
  };
}

/**
 * Posts results in bulk: every one is checked first, and nothing is saved while one of them is wrong. Then each dossier is
 * one save; gives the dossiers in order. Should the disk fail in between, those before it are posted and say so.
 */
export async function postResults(
  postings: readonly Posting[],
  typedRoll: TypedRoll,
): Promise<Result<readonly string[], PostingFaults>> {
  const author = currentAuthor();
  if (!author.ok) return fail({ all: author.error, of: new Map() });
  const here = await catalogueHere(author.value.office);
  if (!here.ok) return fail({ all: here.error, of: new Map() });
  const { catalogue, office } = here.value;
  const { postage, capabilities } = catalogue;
  const roll = typedRoll.first.trim() === '' && typedRoll.last.trim() === '' ? null : typedRoll;
  const all = roll ? postalRollFaults(roll) : [];
  const of = new Map<string, readonly AppError[]>();
  const entries: { readonly dossierId: string; readonly entry: StepEntry }[] = [];
  const taken = new Set<string>();
  const checksOf = await checkedBefore(postings);
  for (const { dossierId, item, weight } of postings) {
    const dossier = (await dossierById(services().db, dossierId))?.dossier;
    if (!dossier) continue;
    const cost = postageFor(catalogue, addressOf(dossier), weight, dayOf(author.value.now));
    const entry = entryOf(dossier, item, {
      roll: all.length === 0 ? roll : null,
      postage: cost.ok ? cost.value : null,
      checks: checksOf.get(dossierId) ?? [],
    });
    const read = postalItemSchema.safeParse(item);
    const itemTaken = read.success && (taken.has(read.data) || (await isTaken(item, dossierId)));
    if (read.success) taken.add(read.data);
    const place = { office, capabilities, postage };
    const decided = decide(dossier, { type: 'step', step: entry, place, itemTaken }, author.value.now);
    const errors = [...(decided.ok ? [] : decided.error), ...(cost.ok ? [] : [cost.error])];
    if (errors.length > 0) of.set(dossierId, errors);
    entries.push({ dossierId, entry });
  }
  if (all.length > 0 || of.size > 0) return fail({ all, of });
  for (const { dossierId, entry } of entries) {
    const saved = await takeStep(dossierId, entry);
    if (!saved.ok) return fail({ all: [], of: new Map([[dossierId, saved.error]]) });
  }
  return ok(entries.map(({ dossierId }) => dossierId));
}

/** The next label of the roll in use; null when none is, or none is left. */
export async function nextItem(): Promise<string | null> {
  const roll = await lastRoll(services().db);
  return roll ? ((await proposeItems(roll, 1))[0] ?? null) : null;
}

/**
 * Posts one result as it was typed, with the roll its label is of, if it is of the one in use, and the postage of its
 * weight (grams as typed; empty when it is weighed later).
 */
export async function postResult(
  dossierId: string,
  entry: StepEntry,
  weight: string,
): Promise<Result<Dossier, readonly AppError[]>> {
  if (entry.type !== 'resultPosted') throw new TypeError('not a posting');
  const author = currentAuthor();
  if (!author.ok) return author;
  const here = await catalogueHere(author.value.office);
  if (!here.ok) return here;
  const cost = postageFor(here.value.catalogue, entry.data.address, weight, dayOf(author.value.now));
  if (!cost.ok) return fail([cost.error]);
  const roll = await lastRoll(services().db);
  const read = postalItemSchema.safeParse(entry.data.item);
  const ofRoll = roll && read.success && isOfRoll(roll, read.data);
  const data = {
    ...entry.data,
    ...(ofRoll ? { roll } : {}),
    ...(cost.value ? { postage: cost.value } : {}),
  };
  return takeStep(dossierId, { type: 'resultPosted', data });
}
