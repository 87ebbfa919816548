import { useLiveQuery } from 'dexie-react-hooks';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import { dayOf } from '../../../shared/clock.ts';
import { procedureOn, type Catalogue, type Office } from '../../../shared/domain/procedure.ts';
import { useHotkeys } from '../../components/hotkeys.ts';
import { Notice } from '../../components/notice.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { services } from '../../session/services.ts';
import { readMeta } from '../../store/meta.ts';
import { BottomBar } from './bottom-bar.tsx';
import { rowsFor } from './document-rows.ts';
import { fieldsIn, focusOn } from './enter-moves.ts';
import { useFormKeys } from './form-keys.ts';
import { LiveChecklist } from './live-checklist.tsx';
import { LiveReceipt } from './live-receipt.tsx';
import type { OpenDraft } from './open-draft.ts';
import { PartApplicant } from './part-applicant.tsx';
import { PartDocuments } from './part-documents.tsx';
import { ModeNotice } from './mode-notice.tsx';
import { PartFee } from './part-fee.tsx';
import { PartFiling, PartGuideFee } from './part-guide.tsx';
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

const PARTS = ['procedure', 'applicant', 'documents', 'result', 'fee'] as const;
const GUIDE_PARTS = ['procedure', 'documents', 'fee', 'applicant', 'filing'] as const;

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
  const guiding = reception.mode === 'guide';
  const parts = guiding ? GUIDE_PARTS : PARTS;
  const toggle = () => {
    const { form, wanted } = reception;
    const code = guiding ? null : wanted.current;
    const procedure = code === null ? null : procedureOn(catalogue, code, dayOf(reception.now));
    form.setValue('guide.on', !guiding);
    if (procedure) {
      form.setValue('procedure', procedure.code);
      form.setValue('documents', rowsFor(procedure, form.getValues('documents')));
    }
    // Its fields are there after the next render.
    setTimeout(() => {
      reception.focusField(procedure ? 'guide.steps' : 'procedure');
    });
  };

  useHotkeys([
    { keys: 'Ctrl+Enter', label: t('bar.save'), run: save },
    { keys: 'Escape', label: t('key.leave'), run: () => void flush().then(onLeave) },
    { keys: 'Alt+H', label: t(guiding ? 'guide.receive' : 'guide.open'), run: toggle },
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
              <ModeNotice guiding={guiding} onToggle={toggle} />
              {failures.length > 0 && (
                <Notice kind="error">{failures.map((error) => errorText(error)).join(' ')}</Notice>
              )}
            </div>
            <PartProcedure autoFocus={draft.restoredFrom === null} />
            {guiding ? (
              <>
                <PartDocuments number={2} />
                <PartGuideFee />
                <PartApplicant number={4} />
                <PartFiling />
              </>
            ) : (
              <>
                <PartApplicant />
                <PartDocuments />
                <PartResult />
                <PartFee />
              </>
            )}
          </div>
          <BottomBar draftState={draftState} onSave={save} />
        </div>
        {guiding ? <LiveChecklist paper={paper} /> : <LiveReceipt paper={paper} />}
      </div>
    </ReceptionContext>
  );
}
