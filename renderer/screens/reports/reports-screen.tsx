import { may } from '../../../shared/domain/rights.ts';
import { officesOf, type Labels } from '../../../shared/domain/report/made.ts';
import { reportTargets } from '../../../shared/domain/report/target.ts';
import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../../shared/clock.ts';
import { readPeriod } from '../../../shared/domain/report/period.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { Notice } from '../../components/notice.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { now } from '../../session/clock.ts';
import { services } from '../../session/services.ts';
import { goTo, useSession } from '../../session/session.ts';
import { currentCatalogue } from '../../store/queries.ts';
import type { AskedReport, Progress } from '../../store/report/messages.ts';
import { keepParams } from '../open-dossier.ts';
import screen from '../screen.module.css';
import { BreakdownTable } from './breakdown-table.tsx';
import { ExportPanel } from './export-panel.tsx';
import { CompletenessLine } from './completeness-line.tsx';
import { DaysChart } from './days-chart.tsx';
import { DossiersBehind } from './dossiers-behind.tsx';
import { FiguresPart, IndicatorsPart } from './figures-part.tsx';
import { Filters } from './filters.tsx';
import { PeriodicTable } from './periodic-table.tsx';
import { RangeChooser } from './range-chooser.tsx';
import { ReconcilePage } from './reconcile-page.tsx';
import { viewOf, type ReportView } from './report-params.ts';
import { nameOf, type NameSources } from '../../print/report/report-names.ts';
import styles from './reports.module.css';
import { KeepView } from './saved-views.tsx';
import { TargetsPart } from './targets-part.tsx';
import { TillPart } from './till-part.tsx';
import { useReport } from './use-report.ts';

const NO_LABELS: Labels = { office: {}, field: {}, procedure: {}, channel: {}, clerk: {} };

/** What the view asks for; null until the catalogue is read. Made anew by `again`. */
function useAskedReport(view: ReportView, again: string) {
  const catalogue = useLiveQuery(() => currentCatalogue(services().db), []);
  const { from, to } = view;
  const filter = JSON.stringify(view.filter);
  const asked = useMemo((): AskedReport | null => {
    const period = readPeriod(from, to);
    if (catalogue === undefined || !period.ok) return null;
    return {
      period: period.value,
      filter: JSON.parse(filter) as AskedReport['filter'],
      now: again,
      calendar: catalogue?.calendar ?? null,
    };
  }, [catalogue, from, to, filter, again]);
  return { asked, catalogue: catalogue ?? null };
}

/** The report of a range of days: figures, shares, a chart, rows; every number opens to its dossiers. */
export function ReportsScreen() {
  const { t, i18n } = useTranslation(['reports', 'reconcile']);
  const errorText = useErrorText();
  const params = useSession((session) => session.screen.params);
  const [madeAt, setMadeAt] = useState(now);
  const views = useRef<HTMLSelectElement>(null);
  const [exporting, setExporting] = useState(false);
  const today = dayOf(madeAt);
  const view = viewOf(params, today);
  const { asked, catalogue } = useAskedReport(view, madeAt);
  const { made, asked: shownFor, progress, error, cancel } = useReport(asked);
  const names: NameSources = { labels: made?.labels ?? NO_LABELS, catalogue, language: i18n.language, t };
  const targets = useMemo(
    () =>
      made
        ? reportTargets(made.report, officesOf(made), catalogue?.targets ?? [])
        : { total: {}, offices: [] },
    [made, catalogue],
  );
  const again = () => setMadeAt(now());
  const toExports = () => goTo('exports', params);
  const turnTo = (page: ReportView['page']) => () =>
    keepParams({ page: view.page === page ? '' : page, measure: '' });
  const turn = turnTo('periodic');
  const isSupervisor = useSession(({ staff }) => may(staff?.role, 'oversee'));
  const toReconcile = {
    keys: 'Alt+D',
    label: t(view.page === 'reconcile' ? 'reconcile:back' : 'reconcile:open'),
    run: turnTo('reconcile'),
  };
  useHotkeys([
    { keys: 'Alt+R', label: t('again'), run: again },
    { keys: 'Alt+X', label: t('export.open'), run: () => setExporting(true) },
    { keys: 'Alt+O', label: t('export.past'), run: toExports },
    { keys: 'Alt+K', label: t(view.page === 'periodic' ? 'to-overview' : 'to-periodic'), run: turn },
    ...(isSupervisor ? [toReconcile] : []),
    ...(progress ? [{ keys: 'Escape', label: t('cancel'), run: cancel }] : []),
  ]);
  const { opened } = view;
  const dimension = view.page === 'periodic' ? 'field' : view.by;
  return (
    <div className={`${screen.screen} ${styles.screen ?? ''}`}>
      <div className={styles.top}>
        <h1 className="visually-hidden">{t('title')}</h1>
        <RangeChooser from={view.from} to={view.to} today={today} />
        <KeepView view={view} today={today} list={views} />
      </div>
      {error && (
        <Notice kind="warning" announce>
          {errorText(error)}
        </Notice>
      )}
      {progress && <Making progress={progress} onCancel={cancel} />}
      {!opened && <Filters view={view} names={names} today={today} list={views} />}
      {made && shownFor && opened && (
        <DossiersBehind
          asked={opened.key === null ? shownFor : narrowed(shownFor, dimension, opened.key)}
          opened={opened}
          title={[
            t(`measure.${opened.measure}`),
            ...(opened.key === null ? [] : [nameOf(dimension, opened.key, names)]),
          ].join(' · ')}
        />
      )}
      {made && !opened && (
        <>
          <div className={styles.standing}>
            <CompletenessLine made={made} />
            <div className={screen.row}>
              <ActionButton keys="Alt+K" onPress={turn}>
                {t(view.page === 'periodic' ? 'to-overview' : 'to-periodic')}
              </ActionButton>
              {isSupervisor && (
                <ActionButton keys={toReconcile.keys} onPress={toReconcile.run}>
                  {toReconcile.label}
                </ActionButton>
              )}
              <ActionButton keys="Alt+X" onPress={() => setExporting(true)}>
                {t('export.open')}
              </ActionButton>
              <ActionButton keys="Alt+O" onPress={toExports}>
                {t('export.past')}
              </ActionButton>
              <ActionButton keys="Alt+R" onPress={again}>
                {t('again')}
              </ActionButton>
            </div>
          </div>
          {exporting && shownFor && <ExportPanel asked={shownFor} onClose={() => setExporting(false)} />}
          {view.page === 'reconcile' && shownFor && isSupervisor && (
            <ReconcilePage made={made} asked={shownFor} />
          )}
          {made.report.total.counts.handled === 0 && view.page !== 'reconcile' && (
            <Notice kind="info">{t('nothing')}</Notice>
          )}
          {view.page === 'periodic' && <PeriodicTable report={made.report} names={names} />}
          {(view.page === 'overview' || (view.page === 'reconcile' && !isSupervisor)) && (
            <>
              <FiguresPart report={made.report} />
              <IndicatorsPart report={made.report} targets={targets.total} />
              <div className={styles.lower}>
                <DaysChart days={made.report.days} />
                <BreakdownTable report={made.report} by={view.by} names={names} />
              </div>
              <TargetsPart report={made.report} offices={targets.offices} names={names} />
              <TillPart report={made.report} />
            </>
          )}
        </>
      )}
    </div>
  );
}

const narrowed = (asked: AskedReport, dimension: keyof Labels, key: string): AskedReport => ({
  ...asked,
  filter: { ...asked.filter, [dimension]: key },
});

function Making({ progress, onCancel }: { readonly progress: Progress; readonly onCancel: () => void }) {
  const { t } = useTranslation('reports');
  return (
    <div className={screen.row} role="status">
      <span>{t('making', { done: progress.done, total: progress.total })}</span>
      <progress value={progress.done} max={Math.max(1, progress.total)} aria-label={t('making-label')} />
      <ActionButton look="quiet" keys="Escape" onPress={onCancel}>
        {t('cancel')}
      </ActionButton>
    </div>
  );
}
