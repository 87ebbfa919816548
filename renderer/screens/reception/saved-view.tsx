import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { KeyValue } from '../../components/key-value.tsx';
import { Money } from '../../components/money.tsx';
import { Notice } from '../../components/notice.tsx';
import { When } from '../../components/when.tsx';
import { goTo } from '../../session/session.ts';
import { GuidedView } from './guided-view.tsx';
import { PrintNotice } from './notices.tsx';
import { PrintState } from './print-state.tsx';
import styles from './reception.module.css';
import type { PrintJob, PrintMode } from './use-receipt-print.ts';

interface SavedViewProps {
  readonly dossier: Dossier;
  readonly job: PrintJob | null;
  readonly onPrint: (mode: PrintMode) => void;
  readonly onDismissPrint: () => void;
  readonly onNew: () => void;
}

/** The dossier is on this machine for good: its code, large, and what comes next. */
export function SavedView({ dossier, job, onPrint, onDismissPrint, onNew }: SavedViewProps) {
  const { t } = useTranslation('reception');
  const { reception } = dossier;
  const open = () => {
    goTo('dossier', { dossierId: dossier.id });
  };
  const attach = () => {
    goTo('dossier', { dossierId: dossier.id, panel: 'attach' });
  };
  const scan = () => {
    goTo('dossier', { dossierId: dossier.id, panel: 'pages' });
  };
  const reprint = () => {
    onPrint('print');
  };
  useHotkeys([
    { keys: 'Ctrl+P', label: t('print.again'), run: reprint },
    { keys: 'Ctrl+O', label: t('saved.open'), run: open },
    { keys: 'Alt+U', label: t('saved.scan'), run: scan },
    { keys: 'Alt+T', label: t('saved.attach'), run: attach },
  ]);
  if (!reception)
    return (
      <div className={styles.saved} onKeyDownCapture={leaveOutLateSave}>
        <GuidedView
          dossier={dossier}
          job={job}
          onPrint={reprint}
          onDismissPrint={onDismissPrint}
          onNew={onNew}
          onOpen={open}
        />
      </div>
    );
  const { fee, deadline } = reception;
  return (
    <div className={styles.saved} onKeyDownCapture={leaveOutLateSave}>
      <p role="status" className={styles.savedTitle}>
        {t('saved.title')}
      </p>
      <p className={styles.code} data-testid="dossier-code">
        {reception.code}
      </p>
      {reception.provisional && (
        <Notice kind="warning" title={t('saved.provisional-title')}>
          {t('saved.provisional')}
        </Notice>
      )}
      <KeyValue
        facts={[
          { label: t('saved.applicant'), value: reception.applicant.name },
          { label: t('part.procedure'), value: reception.procedure.nameVi },
          {
            label: t('fact.due'),
            value: (
              <strong>
                <When at={reception.dueAt} />
              </strong>
            ),
          },
          {
            label: t('fact.fee'),
            value: (
              <>
                {fee.total === 0 ? t('fee.free') : <Money amount={fee.total} />}
                {fee.total > 0 && ` · ${t(dossier.payment ? `paid.${dossier.payment.method}` : 'paid.none')}`}
              </>
            ),
          },
        ]}
      />
      {deadline.beyondCalendar && <Notice kind="warning">{t('procedure.beyond-calendar')}</Notice>}
      <PrintState dossier={dossier} job={job} />
      <PrintNotice job={job} onRetry={reprint} onDismiss={onDismissPrint} />
      <div className={styles.actions}>
        <ActionButton look="primary" keys="Enter" autoFocus onPress={onNew}>
          {t('draft.new')}
        </ActionButton>
        <ActionButton keys="Ctrl+P" onPress={reprint}>
          {t('print.again')}
        </ActionButton>
        <ActionButton
          onPress={() => {
            onPrint('save-pdf');
          }}
        >
          {t('print.save-pdf')}
        </ActionButton>
        <ActionButton keys="Ctrl+O" onPress={open}>
          {t('saved.open')}
        </ActionButton>
        <ActionButton keys="Alt+U" onPress={scan}>
          {t('saved.scan')}
        </ActionButton>
        <ActionButton keys="Alt+T" onPress={attach}>
          {t('saved.attach')}
        </ActionButton>
      </div>
    </div>
  );
}

/** The save key pressed twice, or held, is not the "next dossier" button: the code stays to be read. */
function leaveOutLateSave(event: KeyboardEvent) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.repeat)) return;
  event.preventDefault();
  event.stopPropagation();
}
