import { dayOf } from '../clock.ts';
import { SET_2018 } from './form-sets/set-2018.ts';
import { SET_2025 } from './form-sets/set-2025.ts';

export const FORM_SETS = ['2018', '2025'] as const;
export type FormSetId = (typeof FORM_SETS)[number];

/** What a form is for; its number depends on the set. */
export const FORM_KINDS = [
  'receipt',
  'supplement',
  'refusal',
  'apology',
  'stop',
  'control',
  'register',
] as const;
export type FormKind = (typeof FORM_KINDS)[number];

/** The words of each form by what they stand for. Null: the set's form does not have it. */
export interface FormFields {
  readonly receipt: Words<'documents' | 'sets' | 'receivedAt' | 'dueAt' | 'collectAt' | 'book' | 'entry'> &
    Maybe<'statutory' | 'fee'>;
  readonly supplement: Words<'owner' | 'request' | 'asked' | 'reason' | 'contact' | 'phone' | 'clerk'> &
    Maybe<'lookup'>;
  readonly refusal: Words<'owner' | 'request' | 'intro' | 'ground' | 'reason' | 'end' | 'filer' | 'clerk'>;
  readonly apology: Words<
    'to' | 'received' | 'request' | 'promised' | 'late' | 'reason' | 'sorry' | 'newDate' | 'end' | 'head'
  >;
  readonly stop: Words<'to' | 'received' | 'request' | 'stopped' | 'ground' | 'reason' | 'end' | 'head'>;
  readonly control: Words<
    'owner' | 'request' | 'resolver' | 'body' | 'time' | 'giver' | 'taker' | 'outcome' | 'note'
  > &
    Maybe<'helper'>;
  readonly register: Words<
    | 'number'
    | 'code'
    | 'procedure'
    | 'sets'
    | 'owner'
    | 'address'
    | 'resolver'
    | 'dates'
    | 'received'
    | 'due'
    | 'forwarded'
    | 'ready'
    | 'given'
    | 'givenOn'
    | 'how'
    | 'signature'
    | 'note'
  >;
}
type Words<Key extends string> = Readonly<Record<Key, string>>;
type Maybe<Key extends string> = Readonly<Record<Key, string | null>>;

export interface FormTemplate<K extends FormKind = FormKind> {
  /** `01`…`07` within its set. */
  readonly number: string;
  readonly titleVi: string;
  /** What follows the number in `Số: …/HDHS`; null when the form carries none. */
  readonly suffix: string | null;
  readonly fields: FormFields[K];
  /** What of it was seen in a public source: a province's template of it, its title only, or nothing. */
  readonly verified: 'template' | 'title' | 'no';
}

export interface FormSet {
  readonly id: FormSetId;
  /** First day in force (`YYYY-MM-DD`). */
  readonly from: string;
  /** False while the first day was not read in the gazette. */
  readonly fromVerified: boolean;
  readonly source: string;
  /** Null: the set has no such form. */
  readonly forms: {
    readonly [K in FormKind]: FormTemplate<K> | (K extends 'stop' ? null : never);
  };
}

const SETS: Readonly<Record<FormSetId, FormSet>> = { '2018': SET_2018, '2025': SET_2025 };

/** A set of forms with its words and what of them is verified. */
export function formSet(id: FormSetId): FormSet {
  return SETS[id];
}

/** The set in force on a day (`YYYY-MM-DD`); the earliest before there was one. */
export function formSetOn(day: string): FormSetId {
  return day >= SETS['2025'].from ? '2025' : '2018';
}

/** A form as one set has it. */
export interface ChosenForm<K extends FormKind = FormKind> {
  readonly kind: K;
  readonly set: FormSetId;
  readonly template: FormTemplate<K>;
}

/**
 * The form a dossier is served with: of the set in force when it was received (UTC instant), as everything else of its
 * version; where that set has no such form, of the set in force when the paper is made out. Null when neither has it.
 */
export function formFor<K extends FormKind>(
  kind: K,
  receivedAt: string,
  madeOutAt: string,
): ChosenForm<K> | null {
  for (const set of [formSetOn(dayOf(receivedAt)), formSetOn(dayOf(madeOutAt))]) {
    const template: FormTemplate<K> | null = SETS[set].forms[kind];
    if (template) return { kind, set, template };
  }
  return null;
}
