import type { StepEntry } from '../../../../shared/domain/dossier/command.ts';
import type { CheckedDocument } from '../../../../shared/domain/dossier/documents.ts';
import type { LifeStep } from '../../../../shared/domain/dossier/life.ts';
import { lastStep, resultFilesOf, type Dossier } from '../../../../shared/domain/dossier/state.ts';
import { readValue, type Typed } from '../read-value.ts';

/** Steps a clerk takes; what the authority is doing comes from the portal. */
export type ClerkStep = Exclude<LifeStep, 'inProcess'>;
export const CLERK_STEPS: readonly ClerkStep[] = [
  'supplementReceived',
  'resultHandedOver',
  'resultPosted',
  'delivered',
  'deliveryFailed',
  'deliveryReturned',
  'forwarded',
  'resultReady',
  'supplementRequested',
  'rescheduled',
  'refused',
  'withdrawn',
  'stopped',
];

/** A whole number as typed; an empty box is none. What is not a number goes on to be refused. */
function count(typed: string): number {
  return typed.trim() === '' ? 0 : Number(typed.trim());
}

const counts = (typed: Typed, row: string) => ({
  originals: count(typed(`${row}.originals`)),
  certifiedCopies: count(typed(`${row}.certifiedCopies`)),
  photocopies: count(typed(`${row}.photocopies`)),
});

/** Names of the rows a supplement can ask for: the checklist's, then free ones. */
export function askableRows(dossier: Dossier): readonly string[] {
  return [...dossier.documents.map(({ nameVi }) => nameVi), '', ''];
}

function askedDocuments(dossier: Dossier, typed: Typed) {
  return askableRows(dossier).flatMap((name, i) => {
    const row = { nameVi: name === '' ? typed(`${String(i)}.name`) : name, ...counts(typed, String(i)) };
    const wanted = row.originals + row.certifiedCopies + row.photocopies !== 0;
    return wanted || (name === '' && row.nameVi.trim() !== '') ? [row] : [];
  });
}

/** The checklist with what was asked for added to it, as the clerk finds it when it is brought. */
export function broughtRows(dossier: Dossier): readonly CheckedDocument[] {
  const asked = lastStep(dossier, 'supplementRequested')?.data.documents ?? [];
  const known = dossier.documents.map((document) => {
    const more = asked.find(({ nameVi }) => nameVi === document.nameVi);
    if (!more) return document;
    return {
      ...document,
      originals: Math.max(document.originals, more.originals),
      certifiedCopies: Math.max(document.certifiedCopies, more.certifiedCopies),
      photocopies: Math.max(document.photocopies, more.photocopies),
    };
  });
  const added = asked
    .filter(({ nameVi }) => !dossier.documents.some((document) => document.nameVi === nameVi))
    .map((document, i) => ({
      ...document,
      documentId: `asked-${String(dossier.lastSeq)}-${String(i + 1)}`,
      shown: false,
    }));
  return [...known, ...added];
}

/** The checklist as the clerk left it when a supplement was brought. */
export function readBrought(dossier: Dossier, typed: Typed): readonly CheckedDocument[] {
  return broughtRows(dossier).map((document, i) => ({ ...document, ...counts(typed, String(i)) }));
}

/** Originals the office holds and can give back. */
export function heldOriginals(dossier: Dossier): readonly CheckedDocument[] {
  return dossier.documents.filter(({ originals }) => originals > 0);
}

function returned(dossier: Dossier, typed: Typed) {
  return heldOriginals(dossier).flatMap(({ nameVi }, i) => {
    const given = count(typed(`returned.${String(i)}`));
    return given === 0 ? [] : [{ nameVi, count: given }];
  });
}

/** How electronic results were looked at; nothing while that goes on, which is then said. */
function resultChecks(dossier: Dossier, typed: Typed) {
  const files = resultFilesOf(dossier);
  const checks = files.flatMap(({ sha256 }, i) => {
    const standing = typed(`result.${String(i)}.standing`);
    return standing === ''
      ? []
      : [{ sha256, standing, confirmed: typed(`result.${String(i)}.confirmed`) !== '' }];
  });
  return files.length === 0 ? {} : { checks };
}

function collector(typed: Typed) {
  const kind = typed('collector');
  if (kind !== 'proxy') return { kind };
  return {
    kind,
    name: typed('name'),
    identity: { kind: typed('identity'), number: typed('number') },
    authority: typed('authority'),
  };
}

const address = (typed: Typed) =>
  readValue('applicant.address', typed) ?? { street: '', ward: '', province: '' };

/** What was typed for a step, in the shape `decide` checks; nothing of it is trusted here. */
export function readStep(
  type: Exclude<ClerkStep, 'supplementReceived'>,
  dossier: Dossier,
  typed: Typed,
): StepEntry {
  const reason = typed('reason');
  const data = (): unknown => {
    switch (type) {
      case 'supplementRequested':
        return { documents: askedDocuments(dossier, typed), reason };
      case 'refused':
      case 'stopped':
        return { ground: typed('ground'), reason };
      case 'withdrawn':
        return { reason, originalsReturned: returned(dossier, typed) };
      case 'forwarded':
        return { to: typed('to') };
      case 'rescheduled':
        return {
          from: dossier.reception?.dueAt,
          dueAt: readValue('dueAt', typed),
          reason,
          approver: typed('approver'),
        };
      case 'resultReady':
        return { resultNumber: typed('resultNumber') };
      case 'resultHandedOver':
        return {
          collector: collector(typed),
          identityChecked: typed('checked') !== '',
          originalsReturned: returned(dossier, typed),
          ...resultChecks(dossier, typed),
        };
      case 'resultPosted':
        return {
          item: typed('item'),
          recipient: typed('recipient'),
          phone: typed('phone'),
          address: address(typed),
          ...resultChecks(dossier, typed),
        };
      case 'delivered':
      case 'deliveryReturned':
        return { item: lastStep(dossier, 'resultPosted')?.data.item ?? '' };
      case 'deliveryFailed':
        return { item: lastStep(dossier, 'resultPosted')?.data.item ?? '', reason };
    }
  };
  return { type, data: data() } as StepEntry;
}
