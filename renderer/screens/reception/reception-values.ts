import type { ReceptionEntry } from '../../../shared/domain/dossier/decide.ts';
import type { CheckedDocument } from '../../../shared/domain/dossier/documents.ts';
import { whoIs, type Who } from '../../../shared/domain/dossier/memory.ts';
import type { Procedure } from '../../../shared/domain/procedure.ts';
import { normaliseLine } from '../../../shared/domain/text.ts';
import { toIsoDate } from './typed-date.ts';

export interface AddressValues {
  readonly street: string;
  readonly ward: string;
  readonly province: string;
  /** The ward as it was called before the reform of 2025; empty when nobody said. */
  readonly formerly: string;
}

interface IdentityValues {
  readonly kind: 'citizen-id' | 'old-id' | 'passport';
  readonly number: string;
}

/** A line of the checklist as typed; counts are text until `toEntry`. */
export interface DocumentValues {
  readonly documentId: string;
  readonly nameVi: string;
  readonly originals: string;
  readonly certifiedCopies: string;
  readonly photocopies: string;
  readonly shown: boolean;
}

/** What guiding adds to the form: what was gone through, consent, and the number the portal gave. */
export interface GuideValues {
  readonly on: boolean;
  readonly steps: boolean;
  readonly documents: boolean;
  readonly fee: boolean;
  readonly online: boolean;
  readonly consent: boolean;
  readonly number: string;
}

/**
 * The reception form exactly as typed: this is what a draft keeps, byte for byte. Field paths are those that `decide`
 * gives its errors, so that an error finds its field by name.
 */
export interface ReceptionValues {
  /** Code of the chosen procedure; empty until one is chosen. */
  readonly procedure: string;
  readonly applicant: {
    readonly kind: 'person' | 'organisation';
    readonly identity: IdentityValues;
    readonly taxCode: string;
    readonly name: string;
    /** `dd/mm/yyyy` as people type it. */
    readonly birthDate: string;
    readonly phone: string;
    readonly email: string;
    readonly address: AddressValues;
  };
  readonly represented: boolean;
  readonly representative: {
    readonly name: string;
    readonly identity: IdentityValues;
    readonly phone: string;
    readonly authority: string;
  };
  readonly documents: readonly DocumentValues[];
  readonly channel: 'in-person' | 'online' | 'postal';
  readonly delivery: { readonly kind: 'counter' | 'home' | 'online'; readonly address: AddressValues };
  /** What was taken over with the applicant's consent: whose it is, from which dossier, when. Empty when nothing was. */
  readonly prefill: { readonly key: string; readonly fromDossier: string; readonly at: string };
  /** What a scanned card said of its holder that no field keeps. */
  readonly scanned: { readonly number: string; readonly sex: string };
  /** The number and birth date, as `doubtKey` gives them, that the clerk keeps though they disagree. */
  readonly keptDoubt: string;
  /** The ward, as typed, that the clerk chose to keep though the list does not know it. */
  readonly keptWard: string;
  readonly sets: string;
  readonly feeCounts: { readonly pages: string; readonly copies: string };
  readonly paid: 'cash' | 'transfer' | 'none';
  /** Đồng that were paid while filing online; empty for none. */
  readonly paidOnline: string;
  readonly note: string;
  /** A citizen who is guided to file online themself, not received. */
  readonly guide: GuideValues;
}

const EMPTY_ADDRESS: AddressValues = { street: '', ward: '', province: 'Quảng Ninh', formerly: '' };
const EMPTY_IDENTITY: IdentityValues = { kind: 'citizen-id', number: '' };

export const EMPTY_VALUES: ReceptionValues = {
  procedure: '',
  applicant: {
    kind: 'person',
    identity: EMPTY_IDENTITY,
    taxCode: '',
    name: '',
    birthDate: '',
    phone: '',
    email: '',
    address: EMPTY_ADDRESS,
  },
  represented: false,
  representative: { name: '', identity: EMPTY_IDENTITY, phone: '', authority: '' },
  documents: [],
  channel: 'in-person',
  delivery: { kind: 'counter', address: EMPTY_ADDRESS },
  prefill: { key: '', fromDossier: '', at: '' },
  scanned: { number: '', sex: '' },
  keptDoubt: '',
  keptWard: '',
  sets: '1',
  feeCounts: { pages: '1', copies: '1' },
  paid: 'none',
  paidOnline: '',
  note: '',
  guide: {
    on: false,
    steps: false,
    documents: false,
    fee: false,
    online: false,
    consent: false,
    number: '',
  },
};

export const isBlank = (text: string) => normaliseLine(text) === '';

/** The province is filled in from the start, so it alone makes no address. */
export function isNoAddress({ street, ward }: AddressValues): boolean {
  return isBlank(street) && isBlank(ward);
}

/** A typed count; text that is no whole number becomes `nonsense`, a number the schemas refuse. */
function toCount(text: string, empty: number, nonsense: number): number {
  const digits = normaliseLine(text);
  if (digits === '') return empty;
  return /^\d{1,6}$/u.test(digits) ? Number(digits) : nonsense;
}

function toDocument(row: DocumentValues): CheckedDocument {
  return {
    documentId: row.documentId,
    nameVi: normaliseLine(row.nameVi),
    originals: toCount(row.originals, 0, -1),
    certifiedCopies: toCount(row.certifiedCopies, 0, -1),
    photocopies: toCount(row.photocopies, 0, -1),
    shown: row.shown,
  };
}

function toAddress({ formerly, ...address }: AddressValues) {
  return isBlank(formerly) ? address : { ...address, formerly };
}

function toApplicant({ applicant }: ReceptionValues): ReceptionEntry['applicant'] {
  const common = {
    name: applicant.name,
    phone: applicant.phone,
    email: applicant.email,
    address: isNoAddress(applicant.address) ? null : toAddress(applicant.address),
  };
  if (applicant.kind === 'organisation')
    return { kind: 'organisation', taxCode: applicant.taxCode, ...common };
  const birthDate = isBlank(applicant.birthDate) ? null : toIsoDate(applicant.birthDate);
  return { kind: 'person', identity: applicant.identity, birthDate, ...common };
}

/** Which counts the fee of a procedure is worked out from. */
export function neededCounts(procedure: Procedure | null): {
  readonly pages: boolean;
  readonly copies: boolean;
} {
  const pages = procedure?.fees.some((rule) => rule.per === 'page') ?? false;
  return { pages, copies: pages || (procedure?.fees.some((rule) => rule.per === 'copy') ?? false) };
}

/** Who the form's applicant is; null while the number is not whole. */
export function whoOf({
  kind,
  identity,
  taxCode,
}: Pick<ReceptionValues['applicant'], 'kind' | 'identity' | 'taxCode'>): Who | null {
  return whoIs(kind === 'person' ? { kind, identity } : { kind, taxCode });
}

type WithCard = Pick<ReceptionValues, 'applicant' | 'scanned'>;

/** What the scanned card says, while its number still stands in the form; empty when it says neither. */
function cardSexOf({ applicant, scanned }: WithCard): string {
  return scanned.number === applicant.identity.number ? scanned.sex : '';
}

/** What a confirmed doubt is about: another number or birth date is another doubt. */
export function doubtKey(values: WithCard): string {
  const { identity, birthDate } = values.applicant;
  return [identity.number, birthDate, cardSexOf(values)].map(normaliseLine).join('|');
}

/** What is said beside the applicant's own fields: consent, what a card told, what the clerk confirmed. */
function toKnowledge(
  values: ReceptionValues,
): Pick<ReceptionEntry, 'prefill' | 'cardSex' | 'identityConfirmed'> {
  const { applicant, prefill, keptDoubt } = values;
  const { fromDossier, at } = prefill;
  const taken = fromDossier !== '' && prefill.key === whoOf(applicant)?.key;
  const sex = cardSexOf(values);
  return {
    ...(taken ? { prefill: { fromDossier, consent: true, at } } : {}),
    cardSex: sex === 'male' || sex === 'female' ? sex : null,
    identityConfirmed: keptDoubt !== '' && keptDoubt === doubtKey(values),
  };
}

/**
 * What `decide` takes, from the form as typed. Nothing is checked here: what cannot be read (a date, a count) is handed
 * on as something the schemas refuse at the same field path.
 */
export function toEntry(values: ReceptionValues, procedure: Procedure | null): ReceptionEntry {
  const needed = neededCounts(procedure);
  const { delivery, representative } = values;
  return {
    applicant: toApplicant(values),
    representative: values.represented ? representative : null,
    documents: values.documents.map(toDocument),
    channel: values.channel,
    delivery:
      delivery.kind === 'home'
        ? { kind: delivery.kind, address: toAddress(delivery.address) }
        : { kind: delivery.kind },
    sets: toCount(values.sets, 0, 0),
    feeCounts: {
      pages: needed.pages ? toCount(values.feeCounts.pages, 0, 0) : 1,
      copies: needed.copies ? toCount(values.feeCounts.copies, 0, 0) : 1,
    },
    paid: values.paid === 'none' ? null : values.paid,
    note: values.note,
    ...toKnowledge(values),
  };
}
