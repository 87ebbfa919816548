import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../../../shared/clock.ts';
import { codeOf, type Dossier } from '../../../../shared/domain/dossier/state.ts';
import { may } from '../../../../shared/domain/rights.ts';
import { ActionButton } from '../../../components/action-button.tsx';
import { useHotkeys } from '../../../components/hotkeys.ts';
import { Notice } from '../../../components/notice.tsx';
import { StateMark } from '../../../components/state-mark.tsx';
import { useErrorText } from '../../../i18n/error-text.ts';
import { useNow } from '../../../i18n/use-now.ts';
import { services } from '../../../session/services.ts';
import { goTo, useSession } from '../../../session/session.ts';
import { firstConflict } from '../../../store/conflicts.ts';
import { readMeta } from '../../../store/meta.ts';
import { currentCatalogue, type DossierView, type TimelineEntry } from '../../../store/queries.ts';
import { printChecklist } from '../../../use-cases/print-checklist.ts';
import { closeDossier } from '../../open-dossier.ts';
import { beginFiledReception } from '../../reception/filed-draft.ts';
import { whyNotReceivable } from '../../reception/find-procedures.ts';
import screen from '../../screen.module.css';
import { useRequest } from '../../use-request.ts';
import { ConflictPanel } from '../conflict-panel.tsx';
import styles from '../dossier.module.css';
import { TimelinePart } from '../timeline-part.tsx';
import { AssistedFacts } from './assisted-facts.tsx';
import { FilingPanel } from './filing-panel.tsx';

interface AssistedDossierProps {
  readonly view: DossierView;
  readonly entries: readonly TimelineEntry[];
}

/** Why its papers can't be received here now; null when they can, undefined while the catalogue is read. */
function useReceiveBlocked(dossier: Dossier): string | null | undefined {
  const { t } = useTranslation('dossier');
  const errorText = useErrorText();
  const device = useSession((session) => session.device);
  const staff = useSession((session) => session.staff);
  const today = dayOf(useNow());
  const catalogue = useLiveQuery(() => currentCatalogue(services().db), []);
  if (!staff) return t('blocked.sign-in');
  if (!may(staff.role, 'work')) return t('read-only');
  if (dossier.outOfScope) return t('blocked.out-of-scope');
  if (catalogue === undefined) return undefined;
  const code = (dossier.filing?.details ?? dossier.assistance)?.procedure.code;
  const procedure = catalogue?.procedures.find((each) => each.code === code);
  const office = catalogue?.offices.find(({ id }) => id === device?.office.id) ?? null;
  if (!catalogue || !procedure) return errorText({ code: 'catalogue-missing' });
  const refusal = whyNotReceivable(catalogue, office, procedure, today);
  // What was filed keeps the version in force then.
  return refusal && !(dossier.filing && refusal.code === 'procedure-withdrawn') ? errorText(refusal) : null;
}

/** A citizen who was guided, or what they filed online, before any counter has its papers. */
export function AssistedDossier({ view, entries }: AssistedDossierProps) {
  const { t } = useTranslation(['dossier', 'reception']);
  const errorText = useErrorText();
  const { dossier } = view;
  const [panel, setPanel] = useState<'filing' | 'conflict' | null>(
    view.sync === 'needs-attention' ? 'conflict' : null,
  );
  const [said, setSaid] = useState<string | null>(null);
  const conflict = useLiveQuery(() => firstConflict(services().db, dossier.id), [dossier.id]) ?? null;
  const { busy, errors, run } = useRequest();
  const receiveBlocked = useReceiveBlocked(dossier);
  const staff = useSession((session) => session.staff);
  const ready = !staff ? t('blocked.sign-in') : may(staff.role, 'work') ? null : t('read-only');

  async function print(): Promise<void> {
    const paper = await readMeta(services().db, 'paper');
    if (await run(() => printChecklist({ dossierId: dossier.id, paper, mode: 'print' })))
      setSaid(t('assisted.printed'));
  }
  async function receive(): Promise<void> {
    goTo('reception', { draftId: await beginFiledReception(dossier) });
  }
  const actions = [
    ...(conflict
      ? [{ keys: 'Ctrl+D', label: t('do.decide'), blocked: ready, run: () => setPanel('conflict') }]
      : []),
    ...(dossier.assistance && !dossier.filing
      ? [
          {
            keys: 'Alt+1',
            label: t('assisted.record'),
            blocked:
              ready ??
              (dossier.outOfScope
                ? t('blocked.out-of-scope')
                : dossier.assistance.applicant
                  ? null
                  : errorText({ code: 'citizen-required' })),
            run: () => setPanel('filing'),
          },
        ]
      : []),
    {
      keys: 'Alt+2',
      label: t('assisted.receive'),
      blocked: receiveBlocked === undefined ? '' : receiveBlocked,
      run: () => void receive(),
    },
    ...(dossier.assistance
      ? [
          {
            keys: 'Ctrl+P',
            label: t('assisted.print'),
            blocked: busy ? t('blocked.busy') : ready,
            run: () => void print(),
          },
        ]
      : []),
  ];
  useHotkeys([
    { keys: 'Escape', label: t('do.back'), run: closeDossier },
    ...actions.map(({ keys, label, blocked, run: act }) => ({
      keys,
      label,
      run: () => {
        if (blocked === null) act();
      },
    })),
  ]);
  return (
    <div className={screen.screen}>
      <div className={screen.head}>
        <h1 className={styles.code}>{codeOf(dossier)}</h1>
        <StateMark state={view.sync} />
        <span data-testid="stage">{t(stageWords(dossier))}</span>
        <span role="status" className={screen.muted}>
          {said}
        </span>
        <div className={screen.spread}>
          <ActionButton look="quiet" keys="Escape" onPress={closeDossier}>
            {t('do.back')}
          </ActionButton>
        </div>
      </div>
      <div className={screen.row} role="toolbar" aria-label={t('do.label')}>
        {actions.map((action, i) => (
          <ActionButton
            key={action.keys}
            keys={action.keys}
            onPress={action.run}
            blocked={action.blocked}
            look={i === 0 ? 'primary' : 'secondary'}
          >
            {action.label}
          </ActionButton>
        ))}
      </div>
      {errors[0] && <Notice kind="error">{errorText(errors[0])}</Notice>}
      {dossier.outOfScope && (
        <Notice kind="warning" title={t('notice.out-of-scope-title')}>
          {dossier.outOfScope.reason}
        </Notice>
      )}
      <Notice kind="info">{t(aboutWords(dossier))}</Notice>
      {panel === 'conflict' && conflict && (
        <ConflictPanel
          key={conflict.event.id}
          conflict={conflict}
          onCancel={() => setPanel(null)}
          onDone={(keep) => setSaid(t(`conflict.done-${keep}`))}
        />
      )}
      {panel === 'filing' && (
        <FilingPanel
          dossier={dossier}
          onCancel={() => setPanel(null)}
          onDone={() => {
            setPanel(null);
            setSaid(t('assisted.recorded'));
          }}
        />
      )}
      <div className={styles.columns}>
        <div className={styles.column} tabIndex={0} role="group" aria-label={t('facts')}>
          <AssistedFacts dossier={dossier} />
        </div>
        <div className={styles.column} tabIndex={0} role="group" aria-label={t('timeline')}>
          <TimelinePart dossier={dossier} entries={entries} />
        </div>
      </div>
    </div>
  );
}

/** Where it stands: guided, filed as the citizen says, or received by the portal. */
function stageWords({ filing }: Dossier) {
  if (!filing) return 'assisted.stage.guided';
  return filing.details ? 'assisted.stage.filed' : 'assisted.stage.named';
}

function aboutWords({ filing }: Dossier) {
  if (!filing) return 'assisted.about.guided';
  return filing.details ? 'assisted.about.filed' : 'assisted.about.named';
}
