import { useDeferredValue, useMemo } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { readFilingNumber } from '../../../shared/domain/dossier/filing.ts';
import { checklistContent } from '../../print/checklist/checklist-content.ts';
import { Checklist } from '../../print/checklist/checklist.tsx';
import type { Paper } from '../../print/paper-parts.tsx';
import { useSession } from '../../session/session.ts';
import { guideOf, usePreview, useReception } from './reception-context.ts';
import styles from './reception.module.css';
import type { ReceptionValues } from './reception-values.ts';

/** What the citizen will take home, filling as the clerk types. */
export function LiveChecklist({ paper }: { readonly paper: Paper }) {
  const { t } = useTranslation('reception');
  const { form, catalogue, office, now } = useReception();
  const { procedure, fee } = usePreview();
  const clerk = useSession((session) => session.staff?.name ?? null);
  const values = useDeferredValue(useWatch({ control: form.control }) as ReceptionValues);
  const content = useMemo(() => {
    const { entry } = guideOf(values, catalogue, now);
    const counted = (count: number) => Math.max(0, count);
    return checklistContent({
      reference: null,
      officeName: office?.nameVi ?? null,
      officePlace: office?.place ?? null,
      closesAt: office?.closesAt ?? null,
      at: now,
      clerk,
      applicantName: entry.applicant?.name ?? null,
      procedure,
      sample: catalogue.sample,
      deadline: procedure?.deadline ?? null,
      fee,
      requirements: procedure?.documents ?? [],
      documents: entry.documents.map((each) => ({
        ...each,
        originals: counted(each.originals),
        certifiedCopies: counted(each.certifiedCopies),
        photocopies: counted(each.photocopies),
      })),
      delivery: entry.delivery,
      portal: office?.citizenPortal?.address ?? null,
      number: readFilingNumber(values.guide.number),
      note: entry.note,
    });
  }, [values, catalogue, office, now, clerk, procedure, fee]);
  return (
    <aside className={styles.receipt} aria-label={t('guide.preview')}>
      <div className={styles.sheet}>
        <Checklist content={content} paper={paper} screen />
      </div>
    </aside>
  );
}
