import { zoned } from '../../../shared/clock.ts';
import { codeOf, stageOf, type Dossier, type Reception } from '../../../shared/domain/dossier/state.ts';
import type { LifeStep } from '../../../shared/domain/dossier/life.ts';
import { formSet, formSetOn, type FormFields, type FormSetId } from '../../../shared/domain/form-set.ts';
import { dayOf } from '../../../shared/clock.ts';
import { headOf, sampleNotice, type PaperColumn } from '../paper-content.ts';
import { addressOnPaper } from '../paper-words.ts';
import type { FormContent } from './form-content.ts';

/** What a register covers. Days are of the counter's calendar (`YYYY-MM-DD`), both ends included. */
export interface RegisterRange {
  readonly officeName: string;
  readonly officePlace: string;
  readonly from: string;
  readonly until: string;
  /** UTC instant it is made out at. */
  readonly at: string;
  readonly sample: boolean;
}

const padded = (number: number) => String(number).padStart(2, '0');

/** `13/07/2026` of a day `YYYY-MM-DD`. */
function dayOnPaper(day: string): string {
  return day.split('-').reverse().join('/');
}

/** The day of an instant, with the time under it where it matters. */
function whenOnPaper(instant: string | undefined, time = false): string {
  if (instant === undefined) return '';
  const { hour, minute } = zoned(instant);
  return `${dayOnPaper(dayOf(instant))}${time ? `\n${padded(hour)}:${padded(minute)}` : ''}`;
}

const ENDED = { refused: 'Từ chối', withdrawn: 'Rút hồ sơ', stopped: 'Dừng giải quyết' } as const;

function noteOf(dossier: Dossier): string {
  const stage = stageOf(dossier);
  if (stage === 'refused' || stage === 'withdrawn' || stage === 'stopped') return ENDED[stage];
  return stage === 'supplement' ? 'Chờ bổ sung' : '';
}

function howOf({ delivery }: Reception): string {
  return { counter: 'Tại quầy', home: 'Bưu chính', online: 'Trực tuyến' }[delivery.kind];
}

function rowOf(dossier: Dossier, reception: Reception, number: number): readonly string[] {
  const { applicant, procedure } = reception;
  const last = (type: LifeStep) => dossier.life?.steps.findLast((step) => step.type === type)?.at;
  return [
    String(number),
    // Two lines: the unit, then day and number.
    codeOf(dossier).replace('-', '-\n'),
    procedure.nameVi,
    padded(reception.sets),
    applicant.name,
    [addressOnPaper(applicant.address), applicant.phone].filter((part) => part !== null).join('\n'),
    procedure.authority,
    whenOnPaper(reception.at, true),
    whenOnPaper(reception.dueAt, true),
    whenOnPaper(last('forwarded')),
    whenOnPaper(last('resultReady')),
    whenOnPaper(last('resultHandedOver') ?? last('delivered')),
    howOf(reception),
    '',
    noteOf(dossier),
  ].map((text) => text.normalize('NFC'));
}

function columnsOf(fields: FormFields['register']): readonly PaperColumn[] {
  const { dates, given } = fields;
  return [
    { label: fields.number, width: 'xs' },
    { label: fields.code, width: 'ml' },
    { label: fields.procedure, align: 'start' },
    { label: fields.sets, width: 's' },
    { label: fields.owner, align: 'start' },
    { label: fields.address, align: 'start', width: 'l' },
    { label: fields.resolver, width: 'm' },
    { label: fields.received, width: 'm', group: dates },
    { label: fields.due, width: 'm', group: dates },
    { label: fields.forwarded, width: 'm', group: dates },
    { label: fields.ready, width: 'm', group: dates },
    { label: fields.givenOn, width: 'm', group: given },
    { label: fields.how, width: 's', group: given },
    { label: fields.signature, width: 'sm', group: given },
    { label: fields.note, width: 's' },
  ];
}

/** The register of a range: one for each set of forms its dossiers were received under, the earlier set first. */
export function registerForms(dossiers: readonly Dossier[], range: RegisterRange): readonly FormContent[] {
  const received = dossiers
    .flatMap((dossier) => (dossier.reception ? [{ dossier, reception: dossier.reception }] : []))
    .sort((a, b) => (a.reception.at < b.reception.at ? -1 : 1));
  const sets: readonly FormSetId[] = [...new Set([formSetOn(range.from), formSetOn(range.until)])];
  return sets.map((set) => {
    const template = formSet(set).forms.register;
    const rows = received
      .filter(({ reception }) => formSetOn(dayOf(reception.at)) === set)
      .map(({ dossier, reception }, i) => rowOf(dossier, reception, i + 1));
    return {
      kind: 'register',
      form: template.number,
      formSet: set,
      code: null,
      head: headOf({ body: range.officeName, place: range.officePlace, at: range.at, codes: [] }),
      title: template.titleVi,
      subtitle:
        range.from === range.until
          ? `Ngày ${dayOnPaper(range.from)}`
          : `Từ ngày ${dayOnPaper(range.from)} đến ngày ${dayOnPaper(range.until)}`,
      sampleNotice: sampleNotice(range.sample),
      codeNotice: null,
      blocks:
        rows.length > 0
          ? [{ kind: 'table', columns: columnsOf(template.fields), rows }]
          : [{ kind: 'text', text: 'Không tiếp nhận hồ sơ nào trong thời gian này.' }],
      signatures: [],
      notes: [],
    };
  });
}
