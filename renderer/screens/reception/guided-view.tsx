import { useTranslation } from 'react-i18next';
import { missingOf } from '../../../shared/domain/dossier/assistance.ts';
import { codeOf, type Dossier } from '../../../shared/domain/dossier/state.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { KeyValue } from '../../components/key-value.tsx';
import { Notice } from '../../components/notice.tsx';
import { PrintNotice } from './notices.tsx';
import { PrintState } from './print-state.tsx';
import styles from './reception.module.css';
import type { PrintJob } from './use-receipt-print.ts';

interface GuidedViewProps {
  readonly dossier: Dossier;
  readonly job: PrintJob | null;
  readonly onPrint: () => void;
  readonly onDismissPrint: () => void;
  readonly onNew: () => void;
  readonly onOpen: () => void;
}

/** The guidance is kept: what the citizen still needs, and what comes next. */
export function GuidedView({ dossier, job, onPrint, onDismissPrint, onNew, onOpen }: GuidedViewProps) {
  const { t } = useTranslation('reception');
  const { assistance, filing } = dossier;
  if (!assistance) return null;
  const missing = missingOf(assistance.documents);
  return (
    <>
      <p role="status" className={styles.savedTitle}>
        {t('guide.saved')}
      </p>
      <p className={styles.code} data-testid="dossier-code">
        {codeOf(dossier)}
      </p>
      <KeyValue
        facts={[
          ...(assistance.applicant
            ? [{ label: t('saved.applicant'), value: assistance.applicant.name }]
            : []),
          { label: t('part.procedure'), value: assistance.procedure.nameVi },
          {
            label: t('guide.missing'),
            value:
              missing.length === 0
                ? t('guide.nothing-missing')
                : missing.map(({ nameVi }) => nameVi).join('; '),
          },
        ]}
      />
      <Notice kind="info">
        {filing ? t('guide.saved-filed', { number: filing.number }) : t('guide.saved-next')}
      </Notice>
      <PrintState dossier={dossier} job={job} />
      <PrintNotice job={job} onRetry={onPrint} onDismiss={onDismissPrint} />
      <div className={styles.actions}>
        <ActionButton look="primary" keys="Enter" autoFocus onPress={onNew}>
          {t('guide.new')}
        </ActionButton>
        <ActionButton keys="Ctrl+P" onPress={onPrint}>
          {t('print.again')}
        </ActionButton>
        <ActionButton keys="Ctrl+O" onPress={onOpen}>
          {t('guide.open-record')}
        </ActionButton>
      </div>
    </>
  );
}
