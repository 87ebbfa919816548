import type { FormKind, FormSetId, FormTemplate } from '../../../shared/domain/form-set.ts';
import type { Reception } from '../../../shared/domain/dossier/state.ts';
import {
  codeNotice,
  codesOf,
  filled,
  headOf,
  sampleNotice,
  type PaperHead,
  type PaperLine,
  type PaperSignature,
  type PaperTable,
} from '../paper-content.ts';
import { addressOnPaper, glued } from '../paper-words.ts';

/** A part of a form's body, from the top. */
export type PaperBlock =
  | { readonly kind: 'lines'; readonly lines: readonly PaperLine[] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | ({ readonly kind: 'table' } & PaperTable);

/** Everything a form says, formatted, in the words of its set. The same record always gives the same content. */
export interface FormContent {
  readonly kind: FormKind;
  readonly form: string;
  readonly formSet: FormSetId;
  /** What QR and bars hold; null for a paper about no single dossier. */
  readonly code: string | null;
  readonly head: PaperHead;
  readonly title: string;
  readonly subtitle: string | null;
  readonly sampleNotice: string | null;
  readonly codeNotice: string | null;
  readonly blocks: readonly PaperBlock[];
  readonly signatures: readonly PaperSignature[];
  readonly notes: readonly string[];
}

/** What every form about one dossier is made out from. */
export interface FormFacts {
  readonly reception: Reception;
  readonly linkedCode: string | null;
}

/** A row of its own. */
export function line(label: string, value: string | null | undefined, after?: string): PaperBlock {
  return {
    kind: 'lines',
    lines: [{ label, value: filled(value), ...(after === undefined ? {} : { after }) }],
  };
}

/** The procedure with its code, as forms name what is asked for. */
export function requestOf({ procedure }: Reception): string {
  return `${procedure.nameVi} (${glued(`mã thủ tục: ${procedure.code}`)})`;
}

/** Where the applicant lives and is reached. */
export function reachOf({ applicant }: Reception): readonly PaperBlock[] {
  return [
    line('Địa chỉ', addressOnPaper(applicant.address)),
    {
      kind: 'lines',
      lines: [
        { label: 'Số điện thoại', value: filled(applicant.phone) },
        { label: 'Email', value: filled(applicant.email) },
      ],
    },
  ];
}

interface Made<K extends FormKind> {
  readonly kind: K;
  readonly set: FormSetId;
  readonly template: FormTemplate<K>;
  /** UTC instant the form is made out at; null leaves place and date to be written by hand. */
  readonly at: string | null;
  /** Whose form it is; the office's unless said. */
  readonly body?: string;
  readonly facts: FormFacts;
  readonly blocks: readonly PaperBlock[];
  readonly signatures: readonly PaperSignature[];
  readonly notes?: readonly string[];
}

/** A form about one dossier, with its head, codes and notices. */
export function dossierForm<K extends FormKind>(made: Made<K>): FormContent {
  const { reception, linkedCode } = made.facts;
  const codes = codesOf({ ...reception, linkedCode });
  const { suffix } = made.template;
  return {
    kind: made.kind,
    form: made.template.number,
    formSet: made.set,
    code: linkedCode ?? reception.code,
    head: headOf({
      body: made.body ?? reception.officeName,
      place: reception.officePlace,
      at: made.at,
      codes: [...(suffix === null ? [] : [{ label: 'Số', value: null, after: suffix }]), ...codes],
    }),
    title: made.template.titleVi,
    subtitle: null,
    sampleNotice: sampleNotice(reception.procedure.sample),
    codeNotice: codeNotice({ ...reception, linkedCode }),
    blocks: made.blocks,
    signatures: made.signatures,
    notes: made.notes ?? [],
  };
}
