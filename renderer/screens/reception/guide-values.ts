import { EXPLAINED } from '../../../shared/domain/dossier/assistance.ts';
import type { AssistanceEntry } from '../../../shared/domain/dossier/command.ts';
import { readFilingNumber } from '../../../shared/domain/dossier/filing.ts';
import type { Procedure } from '../../../shared/domain/procedure.ts';
import { isBlank, isNoAddress, toEntry, type ReceptionValues } from './reception-values.ts';

/** Whether nothing of the citizen was typed: someone who only asks need not say who they are. */
export function isNobody({ applicant }: Pick<ReceptionValues, 'applicant'>): boolean {
  const { identity, taxCode, name, birthDate, phone, email, address } = applicant;
  return [identity.number, taxCode, name, birthDate, phone, email].every(isBlank) && isNoAddress(address);
}

/** What guiding takes, from the form as typed; what cannot be read is handed on to be refused at its field. */
export function toAssistance(values: ReceptionValues, procedure: Procedure | null): AssistanceEntry {
  const entry = toEntry(values, procedure);
  const { guide } = values;
  const number = isBlank(guide.number) ? null : (readFilingNumber(guide.number) ?? guide.number);
  return {
    applicant: isNobody(values) ? null : entry.applicant,
    consent: guide.consent,
    explained: EXPLAINED.filter((each) => guide[each]),
    documents: entry.documents,
    feeCounts: entry.feeCounts,
    delivery: entry.delivery,
    note: entry.note,
    number,
    cardSex: entry.cardSex ?? null,
    identityConfirmed: entry.identityConfirmed ?? false,
  };
}
