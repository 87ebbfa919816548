import { dayOf } from '../../shared/clock.ts';
import { codeOf, type Dossier } from '../../shared/domain/dossier/state.ts';
import { referenceOf } from '../../shared/domain/dossier/filing.ts';
import { procedureOn, type Catalogue } from '../../shared/domain/procedure.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { checklistContent, type ChecklistContent } from '../print/checklist/checklist-content.ts';
import { checklistJob } from '../print/checklist/checklist.tsx';
import { showForPrint } from '../print/print-layer.tsx';
import { services } from '../session/services.ts';
import { currentCatalogue, dossierById } from '../store/queries.ts';
import { errorOf } from './error-of.ts';

interface PrintChecklist {
  readonly dossierId: string;
  readonly paper: 'A4' | 'A5';
  readonly mode: 'print' | 'save-pdf';
}

/** The checklist of a guided citizen's record; null when nobody was guided. */
function checklistOf(dossier: Dossier, catalogue: Catalogue | null): ChecklistContent | null {
  const { assistance, filing } = dossier;
  if (!assistance) return null;
  const procedure = catalogue && procedureOn(catalogue, assistance.procedure.code, dayOf(assistance.at));
  const office = catalogue?.offices.find(({ id }) => id === assistance.office);
  return checklistContent({
    reference: referenceOf(dossier.id),
    officeName: assistance.officeName,
    officePlace: assistance.officePlace,
    closesAt: office?.closesAt ?? null,
    at: assistance.at,
    clerk: assistance.by.name,
    applicantName: assistance.applicant?.name ?? null,
    procedure: assistance.procedure,
    sample: assistance.procedure.sample,
    deadline: procedure?.deadline ?? null,
    fee: assistance.fee,
    requirements: procedure?.documents ?? [],
    documents: assistance.documents,
    delivery: assistance.delivery,
    portal: office?.citizenPortal?.address ?? null,
    number: filing?.number ?? null,
    note: assistance.note,
  });
}

/** Prints what a guided citizen takes home. Not a receipt: no print of it is counted. */
export async function printChecklist({
  dossierId,
  paper,
  mode,
}: PrintChecklist): Promise<
  Result<{ readonly where: string; readonly dossier: Dossier }, readonly AppError[]>
> {
  const { db, desktop } = services();
  const [view, catalogue] = await Promise.all([dossierById(db, dossierId), currentCatalogue(db)]);
  const content = view && checklistOf(view.dossier, catalogue);
  if (!view || !content) return fail([appError('dossier-unknown')]);
  const takeAway = await showForPrint(checklistJob(content, paper));
  try {
    const channel = mode === 'print' ? 'printing:print' : 'printing:save-pdf';
    const printed = await desktop.invoke(channel, { jobName: codeOf(view.dossier), paper });
    return printed.ok
      ? ok({ where: printed.value.where, dossier: view.dossier })
      : fail([errorOf(printed.error)]);
  } finally {
    takeAway();
  }
}
