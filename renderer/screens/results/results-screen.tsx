import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lastStep, type Dossier } from '../../../shared/domain/dossier/state.ts';
import type { PostalRoll } from '../../../shared/domain/postal-item.ts';
import { Confirm } from '../../components/dialog.tsx';
import { Notice } from '../../components/notice.tsx';
import { VirtualList } from '../../components/virtual-list.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { services } from '../../session/services.ts';
import { useSession } from '../../session/session.ts';
import { currentCatalogue } from '../../store/queries.ts';
import { lastRoll } from '../../store/return-lists.ts';
import { keepParams, openDossier } from '../open-dossier.ts';
import screen from '../screen.module.css';
import { PostPanel } from './post-panel.tsx';
import { ResultActions } from './result-actions.tsx';
import { ResultLine } from './result-line.tsx';
import styles from './results.module.css';
import { useResultActions } from './use-result-actions.ts';
import { markOf, useResults, VIEWS, type ResultsView } from './use-results.ts';
import { ViewBar } from './view-bar.tsx';

interface Posting {
  readonly dossiers: readonly Dossier[];
  readonly roll: PostalRoll | null;
}

function usePicks() {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  return {
    picked,
    setPicked,
    toggle: (id: string) => {
      const next = new Set(picked);
      if (!next.delete(id)) next.add(id);
      setPicked(next);
    },
  };
}

/** Results on their way to their citizens: those that wait at the counter, those to be sent home, those sent. */
export function ResultsScreen() {
  const { t } = useTranslation('results');
  const errorText = useErrorText();
  const params = useSession((session) => session.screen.params);
  const view = VIEWS.find((each) => each === params['view']) ?? 'counter';
  const { results, counts, sending } = useResults(view);
  const catalogue = useLiveQuery(() => currentCatalogue(services().db), []);
  const { picked, setPicked, toggle } = usePicks();
  const [activeId, setActiveId] = useState<string | null>(null);
  const [posting, setPosting] = useState<Posting | null>(null);
  const [asking, setAsking] = useState<Dossier | null>(null);
  const actions = useResultActions();
  const lines = results?.lines ?? [];
  // What left the list meanwhile is no longer picked.
  const chosen = lines.filter(({ dossier }) => picked.has(dossier.id));
  const active = lines.find(({ dossier }) => dossier.id === activeId) ?? null;
  const meant = chosen.length > 0 ? chosen : active ? [active] : [];

  function show(next: ResultsView, picks: readonly string[] = []): void {
    setPosting(null);
    setPicked(new Set(picks));
    keepParams({ view: next, dossierId: picks[0] ?? '' });
  }
  async function post(): Promise<void> {
    const roll = await lastRoll(services().db);
    setPosting({ dossiers: meant.map(({ dossier }) => dossier), roll });
  }
  return (
    <div className={screen.screen}>
      <div className={screen.head}>
        <h1>{t('title')}</h1>
        <ViewBar view={view} counts={counts} onView={show} />
        <span role="status" className={screen.muted}>
          {actions.said ?? (chosen.length > 0 ? t('picked', { count: chosen.length }) : null)}
        </span>
      </div>
      {!posting && (
        <ResultActions
          view={view}
          meant={meant}
          active={active}
          busy={actions.busy}
          onPost={() => void post()}
          onAll={() => setPicked(new Set(chosen.length > 0 ? [] : lines.map(({ dossier }) => dossier.id)))}
          chosen={chosen.length}
          onLabels={(ids) => void actions.labels(ids)}
          onList={(ids) => void actions.list(ids)}
          onBack={setAsking}
        />
      )}
      {actions.errors[0] && <Notice kind="error">{errorText(actions.errors[0])}</Notice>}
      {posting && catalogue && (
        <div className={styles.posting}>
          <PostPanel
            {...posting}
            catalogue={catalogue}
            onCancel={() => setPosting(null)}
            onDone={(ids) => {
              show('sent', ids);
              void actions.both(ids);
            }}
          />
        </div>
      )}
      {!posting && results && lines.length === 0 && (
        <div className={screen.empty} role="status">
          <p>{t(`empty.${view}`)}</p>
        </div>
      )}
      {!posting && lines.length > 0 && (
        <div className={screen.list}>
          <VirtualList
            key={view}
            label={t(`view.${view}`)}
            items={lines}
            keyOf={({ dossier }) => dossier.id}
            render={(line) => (
              <ResultLine
                view={view}
                line={line}
                mark={markOf(line, sending)}
                picked={picked.has(line.dossier.id)}
                onPick={() => toggle(line.dossier.id)}
              />
            )}
            onOpen={({ dossier }) => openDossier(dossier.id)}
            onPick={({ dossier }) => toggle(dossier.id)}
            picked={picked}
            onActive={(line) => setActiveId(line?.dossier.id ?? null)}
            lines={view === 'counter' ? 1 : 1.6}
            startAt={params['dossierId']}
            autoFocus
          />
          {(results?.more ?? 0) > 0 && (
            <p className={screen.muted}>{t('more', { count: results?.more ?? 0 })}</p>
          )}
        </div>
      )}
      {asking && (
        <Confirm
          title={t('back-title', { item: lastStep(asking, 'resultPosted')?.data.item ?? '' })}
          action={t('back-do')}
          onCancel={() => setAsking(null)}
          onConfirm={() => {
            setAsking(null);
            void actions.back(asking);
          }}
        >
          {t('back-text', { name: asking.reception?.applicant.name ?? '' })}
        </Confirm>
      )}
    </div>
  );
}
