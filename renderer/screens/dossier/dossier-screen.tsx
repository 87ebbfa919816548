import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { whyNot } from '../../../shared/domain/dossier/decide-life.ts';
import { CONTROL_SHEET } from '../../../shared/domain/dossier/form-print.ts';
import { aboutOf, codeOf, type Reception } from '../../../shared/domain/dossier/state.ts';
import { may } from '../../../shared/domain/rights.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { Notice } from '../../components/notice.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { services } from '../../session/services.ts';
import { useSession } from '../../session/session.ts';
import { firstConflict } from '../../store/conflicts.ts';
import { dossierById, timeline, type DossierView, type TimelineEntry } from '../../store/queries.ts';
import { closeDossier } from '../open-dossier.ts';
import screen from '../screen.module.css';
import { AssistedDossier } from './assisted/assisted-dossier.tsx';
import { Actions, type Panel } from './actions.tsx';
import { AttachPanel } from './attach-panel.tsx';
import { AttachmentsPart } from './attachments-part.tsx';
import { ConflictPanel } from './conflict-panel.tsx';
import { CorrectPanel } from './correct-panel.tsx';
import { DossierNotices } from './dossier-notices.tsx';
import styles from './dossier.module.css';
import { HandoverMark } from './handover-mark.tsx';
import { Facts } from './facts.tsx';
import { FormsPanel } from './forms-panel.tsx';
import { MoneyPanels } from './money-panels.tsx';
import { ResultsPart } from './results/results-part.tsx';
import { StageName, StepBar } from './steps/step-bar.tsx';
import { StepPanel } from './steps/step-panel.tsx';
import { CLERK_STEPS, type ClerkStep } from './steps/read-step.ts';
import { PagesPanel } from './pages/pages-panel.tsx';
import { NotePanel } from './small-panels.tsx';
import { TimelinePart } from './timeline-part.tsx';
import { useGivenFiles } from '../use-given-files.ts';
import { usePrinting } from './use-printing.ts';
import { useRecordedOpening } from './use-recorded-opening.ts';

interface OpenDossierProps {
  readonly view: DossierView;
  readonly reception: Reception;
  readonly entries: readonly TimelineEntry[];
}

function OpenDossier({ view, reception, entries }: OpenDossierProps) {
  const { t } = useTranslation('dossier');
  const errorText = useErrorText();
  const { dossier } = view;
  useRecordedOpening(dossier.id);
  const asked = useSession((session) => session.screen.params['panel']);
  const askedStep = CLERK_STEPS.find((each) => each === asked && whyNot(dossier, each) === null) ?? null;
  const [step, setStep] = useState<ClerkStep | null>(askedStep);
  const [panel, setPanel] = useState<Panel | null>(
    asked === 'attach' || asked === 'pages'
      ? asked
      : askedStep
        ? 'step'
        : view.sync === 'needs-attention'
          ? 'conflict'
          : null,
  );
  const [dropped, setDropped] = useState<readonly File[]>([]);
  const staff = useSession((session) => session.staff);
  const reads = staff !== null && !may(staff.role, 'work');
  useGivenFiles((files) => {
    if (!staff || reads || dossier.outOfScope) return;
    setDropped(files);
    setPanel((open) => (open === 'pages' ? open : 'attach'));
  });
  const conflict = useLiveQuery(() => firstConflict(services().db, dossier.id), [dossier.id]) ?? null;
  const [said, setSaid] = useState<string | null>(null);
  const { busy, errors, receipt, form, label } = usePrinting(dossier.id);
  useHotkeys([{ keys: 'Escape', label: t('do.back'), run: closeDossier }]);
  const forPanel = (text: string) => ({
    dossierId: dossier.id,
    onCancel: () => setPanel(null),
    onDone: () => {
      setPanel(null);
      setSaid(text);
    },
  });
  const FilesPanel = panel === 'pages' ? PagesPanel : AttachPanel;
  return (
    <div className={screen.screen}>
      <div className={screen.head}>
        <h1 className={styles.code}>{codeOf(dossier)}</h1>
        <StateMark state={view.sync} />
        <StageName dossier={dossier} />
        <span role="status" className={styles.said}>
          {said}
        </span>
        <div className={screen.spread}>
          <ActionButton look="quiet" keys="Escape" onPress={closeDossier}>
            {t('do.back')}
          </ActionButton>
        </div>
      </div>
      {reads && <Notice kind="info">{t('read-only')}</Notice>}
      {!reads && (
        <Actions
          dossier={dossier}
          reception={reception}
          attention={conflict !== null}
          busy={busy}
          onPanel={setPanel}
          onPrint={(paper, mode) => void receipt(paper, mode).then(setSaid)}
          onLabel={() => void label().then(setSaid)}
          onControlSheet={() => void form(CONTROL_SHEET, 'print').then(setSaid)}
        />
      )}
      {!reads && (
        <StepBar
          dossier={dossier}
          onStep={(next) => {
            setStep(next);
            setPanel('step');
          }}
        />
      )}
      {errors[0] && <Notice kind="error">{errorText(errors[0])}</Notice>}
      <HandoverMark dossier={dossier} />
      <DossierNotices {...view} />
      {panel === 'conflict' && conflict && (
        <ConflictPanel
          key={conflict.event.id}
          conflict={conflict}
          onCancel={() => setPanel(null)}
          onDone={(keep) => setSaid(t(`conflict.done-${keep}`))}
        />
      )}
      {(panel === 'attach' || panel === 'pages') && (
        <FilesPanel
          key={panel}
          dossier={dossier}
          dropped={dropped}
          onCancel={() => {
            setDropped([]);
            setPanel(null);
          }}
          onDone={(text) => {
            setDropped([]);
            setPanel(null);
            setSaid(text);
          }}
        />
      )}
      {panel === 'step' && step && (
        <StepPanel
          key={step}
          step={step}
          dossier={dossier}
          reception={reception}
          onCancel={() => setPanel(null)}
          onDone={(text, made) => {
            setPanel(null);
            setSaid(text);
            // The step is saved: now its paper. When that fails the step stands, and Alt+I prints it again.
            if (made)
              void form(made, 'print').then((printed) => {
                if (printed !== null) setSaid(`${text} ${printed}`);
              });
          }}
        />
      )}
      {panel === 'forms' && (
        <FormsPanel
          dossier={dossier}
          onCancel={() => setPanel(null)}
          onDone={(text) => {
            setPanel(null);
            setSaid(text);
          }}
        />
      )}
      {panel === 'note' && <NotePanel {...forPanel(t('done.note'))} />}
      {panel === 'correct' && <CorrectPanel {...forPanel(t('done.corrected'))} reception={reception} />}
      <MoneyPanels
        panel={panel}
        dossier={dossier}
        onCancel={() => setPanel(null)}
        onDone={(text) => {
          setPanel(null);
          setSaid(text);
        }}
      />
      <div className={styles.columns}>
        {/* Scrolls when long: reachable by keyboard, so that all of it can be read without a mouse. */}
        <div className={styles.column} tabIndex={0} role="group" aria-label={t('facts')}>
          <Facts dossier={dossier} reception={reception} />
          <ResultsPart dossier={dossier} />
          <AttachmentsPart dossier={dossier} entries={entries} />
        </div>
        <div className={styles.column} tabIndex={0} role="group" aria-label={t('timeline')}>
          <TimelinePart dossier={dossier} entries={entries} />
        </div>
      </div>
    </div>
  );
}

/** One dossier: what it is on the left, what happened to it on the right, what can be done above. */
export function DossierScreen() {
  const { t } = useTranslation('dossier');
  const id = useSession((session) => session.screen.params['dossierId']) ?? '';
  const view = useLiveQuery(() => dossierById(services().db, id), [id]);
  const entries = useLiveQuery(() => timeline(services().db, id), [id]) ?? [];
  if (view === undefined) return null;
  if (view && !view.dossier.reception && aboutOf(view.dossier))
    return <AssistedDossier key={id} view={view} entries={entries} />;
  if (!view?.dossier.reception)
    return (
      <div className={screen.screen}>
        <Notice kind="warning" actions={<ActionButton onPress={closeDossier}>{t('do.back')}</ActionButton>}>
          {t(view ? 'given-up' : 'unknown')}
        </Notice>
        {view && (
          <div className={styles.column}>
            <TimelinePart dossier={view.dossier} entries={entries} />
          </div>
        )}
      </div>
    );
  return (
    <OpenDossier key={view.dossier.id} view={view} reception={view.dossier.reception} entries={entries} />
  );
}
