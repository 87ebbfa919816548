import { useLiveQuery } from 'dexie-react-hooks';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import type { Catalogue, Office } from '../../../shared/domain/procedure.ts';
import { useHotkeys } from '../../components/hotkeys.ts';
import { Notice } from '../../components/notice.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { services } from '../../session/services.ts';
import { readMeta } from '../../store/meta.ts';
import { BottomBar } from './bottom-bar.tsx';
import { fieldsIn, focusOn } from './enter-moves.ts';
import { useFormKeys } from './form-keys.ts';
import { LiveReceipt } from './live-receipt.tsx';
import type { OpenDraft } from './open-draft.ts';
import { PartApplicant } from './part-applicant.tsx';
import { PartDocuments } from './part-documents.tsx';
import { PartFee } from './part-fee.tsx';
import { PartProcedure } from './part-procedure.tsx';
import { PartResult } from './part-result.tsx';
import { ReceptionContext } from './reception-context.ts';
import styles from './reception.module.css';
import { useReceptionForm } from './use-reception-form.ts';

interface ReceptionFormProps {
  readonly draft: OpenDraft;
  readonly catalogue: Catalogue;
  readonly office: Office | null;
  /** What stands above the form. */
  readonly notices: ReactNode;
  readonly onSaved: (dossier: Dossier) => void;
  /** Leaves the form; its draft is stored. */
  readonly onLeave: () => void;
  readonly onNew: () => void;
}

/** One page in five numbered parts; the receipt beside it fills as it is typed. */
export function ReceptionForm({
  draft,
  catalogue,
  office,
  notices,
  onSaved,
  onLeave,
  onNew,
}: ReceptionFormProps) {
  const { t } = useTranslation('reception');
  const errorText = useErrorText();
  const root = useRef<HTMLDivElement>(null);
  const { reception, failures, draftState, save, flush } = useReceptionForm({
    draft,
    catalogue,
    office,
    root,
    onSaved,
  });
  const onKeyDownCapture = useFormKeys(root, save);
  const paper = useLiveQuery(() => readMeta(services().db, 'paper'), []) ?? 'A4';
  const parts = ['procedure', 'applicant', 'documents', 'result', 'fee'] as const;

  useHotkeys([
    { keys: 'Ctrl+Enter', label: t('bar.save'), run: save },
    { keys: 'Escape', label: t('key.leave'), run: () => void flush().then(onLeave) },
    { keys: 'Alt+N', label: t('draft.new'), run: () => void flush().then(onNew) },
    ...parts.map((part, i) => ({
      keys: `Alt+${i + 1}`,
      label: t(`part.${part}`),
      run: () => {
        const part = root.current?.querySelectorAll('section')[i];
        if (part) focusOn(fieldsIn(part)[0]);
      },
    })),
  ]);

  return (
    <ReceptionContext value={reception}>
      <div className={styles.page}>
        <div className={styles.form} ref={root} onKeyDownCapture={onKeyDownCapture}>
          <div className={styles.parts}>
            <div className={styles.notices}>
              {notices}
              {failures.length > 0 && (
                <Notice kind="error">{failures.map((error) => errorText(error)).join(' ')}</Notice>
              )}
            </div>
            <PartProcedure autoFocus={draft.restoredFrom === null} />
            <PartApplicant />
            <PartDocuments />
            <PartResult />
            <PartFee />
          </div>
          <BottomBar draftState={draftState} onSave={save} />
        </div>
        <LiveReceipt paper={paper} />
      </div>
    </ReceptionContext>
  );
}
