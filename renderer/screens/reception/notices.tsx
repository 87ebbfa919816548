import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { codeOf } from '../../../shared/domain/dossier/state.ts';
import { numbersLeft } from '../../../shared/domain/numbering.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Confirm } from '../../components/dialog.tsx';
import { Notice } from '../../components/notice.tsx';
import { When } from '../../components/when.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { services } from '../../session/services.ts';
import { goTo } from '../../session/session.ts';
import { deleteDraft, receptionDrafts, type Draft } from '../../store/drafts.ts';
import { readMeta } from '../../store/meta.ts';
import { readValues, type OpenDraft } from './open-draft.ts';
import type { PrintJob } from './use-receipt-print.ts';

/** Says in time that the counter's dossier numbers are running out. */
export function LeaseNotice() {
  const { t } = useTranslation('reception');
  const numbering = useLiveQuery(() => readMeta(services().db, 'numbering'), []);
  if (!numbering) return null;
  const { left, low } = numbersLeft(numbering);
  if (!low) return null;
  return <Notice kind="warning">{left === 0 ? t('lease.none') : t('lease.low', { count: left })}</Notice>;
}

/** A print that failed, told wherever the clerk is by then. */
export function PrintNotice({
  job,
  onRetry,
  onDismiss,
}: {
  readonly job: PrintJob | null;
  readonly onRetry: () => void;
  readonly onDismiss: () => void;
}) {
  const { t } = useTranslation(['reception', 'common']);
  const errorText = useErrorText();
  if (job?.state !== 'failed') return null;
  return (
    <Notice
      kind="error"
      title={t('print.failed', { code: codeOf(job.dossier) })}
      actions={
        <>
          <ActionButton onPress={onRetry} keys="Ctrl+P">
            {t('print.again')}
          </ActionButton>
          <ActionButton onPress={onDismiss} look="quiet">
            {t('common:action.close')}
          </ActionButton>
        </>
      }
    >
      {job.errors.map((error) => errorText(error)).join(' ')}
    </Notice>
  );
}

interface DraftNoticesProps {
  readonly open: OpenDraft;
  readonly onNew: () => void;
  readonly onDiscard: () => void;
}

/** The draft that was opened again, and the others that wait. */
export function DraftNotices({ open, onNew, onDiscard }: DraftNoticesProps) {
  const { t } = useTranslation(['reception', 'common']);
  const [asking, setAsking] = useState(false);
  const stored = useLiveQuery(() => receptionDrafts(services().db), []);
  const others = stored?.filter((draft) => draft.id !== open.id) ?? [];
  return (
    <>
      {open.restoredFrom !== null && (
        <Notice
          kind="info"
          actions={
            <>
              <ActionButton onPress={onNew} keys="Alt+N">
                {t('draft.new')}
              </ActionButton>
              <ActionButton
                look="quiet"
                onPress={() => {
                  setAsking(true);
                }}
              >
                {t('draft.discard')}
              </ActionButton>
            </>
          }
        >
          {t('draft.restored')} <When at={open.restoredFrom} style="near" />
        </Notice>
      )}
      {others.length > 0 && (
        <Notice
          kind="info"
          actions={others.slice(0, 3).map((draft) => (
            <DraftKey key={draft.id} draft={draft} />
          ))}
        >
          {t('draft.others', { count: others.length })}
        </Notice>
      )}
      {asking && (
        <Confirm
          title={t('draft.discard-title')}
          action={t('draft.discard')}
          onCancel={() => {
            setAsking(false);
          }}
          onConfirm={() => {
            setAsking(false);
            onDiscard();
          }}
        >
          {t('draft.discard-text')}
        </Confirm>
      )}
    </>
  );
}

function DraftKey({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation('reception');
  const name = readValues(draft.entry).applicant.name.slice(0, 40) || t('draft.unnamed');
  return (
    <ActionButton
      onPress={() => {
        goTo('reception', { draftId: draft.id });
      }}
    >
      <When at={draft.updatedAt} style="near" /> {name}
    </ActionButton>
  );
}

/** Drops a draft for good. */
export function discardDraft(id: string): Promise<void> {
  return deleteDraft(services().db, id);
}
