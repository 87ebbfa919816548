import { codeOf, type Dossier } from '../dossier/state.ts';

/** What a list of dossiers tells of each. */
export interface DossierLine {
  readonly code: string;
  readonly applicant: string;
  readonly procedure: string;
  /** UTC instants; null where it was not received. */
  readonly receivedAt: string | null;
  readonly dueAt: string | null;
}

export function lineOf(dossier: Dossier): DossierLine {
  const { reception } = dossier;
  return {
    code: codeOf(dossier),
    applicant: reception?.applicant.name ?? '',
    procedure: reception?.procedure.nameVi ?? '',
    receivedAt: reception?.at ?? null,
    dueAt: reception?.dueAt ?? null,
  };
}
