import { useTranslation } from 'react-i18next';
import type { Exported } from '../../../shared/domain/report/exported.ts';
import type { Figures } from '../../../shared/domain/report/figures.ts';
import { MEASURES } from '../../../shared/domain/report/measure.ts';
import type { Since } from '../../../shared/domain/report/since.ts';
import { Notice } from '../../components/notice.tsx';
import { VirtualList } from '../../components/virtual-list.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { formatDay, formatWhen } from '../../i18n/when.ts';
import type { RecordedExport } from '../../store/report/exports.ts';
import type { ReportThen } from '../../store/report/history.ts';
import { useEventName } from '../dossier/event-name.ts';
import { openDossier } from '../open-dossier.ts';
import reports from '../reports/reports.module.css';
import screen from '../screen.module.css';
import styles from './exports.module.css';
import { useThen } from './use-then.ts';

const DAY_MS = 86_400_000;

/** An exported report as it was, what it would say now, and every event that makes the difference. */
export function ExportThen({ file }: { readonly file: RecordedExport }) {
  const { t, i18n } = useTranslation(['exports', 'reports']);
  const errorText = useErrorText();
  const { exported } = file;
  const { then, progress, error } = useThen(file);
  const filters = Object.values(exported.filter).join(', ');
  return (
    <>
      <p className={screen.small}>
        <strong>{exported.file}</strong> ·{' '}
        {t('period', { from: formatDay(exported.period.from), to: formatDay(exported.period.to) })} ·{' '}
        {exported.offices.map(({ nameVi }) => nameVi).join(', ')}
        {filters !== '' && ` · ${t('filters', { filters })}`} ·{' '}
        {formatWhen(exported.at, 'full', i18n.language)}, {exported.automatic && `${t('automatic')}, `}
        {t('line', { who: exported.by.name, counter: exported.counter })} ·{' '}
        {t(exported.final ? 'final' : 'partial')}
        <br />
        <span className={styles.hash}>{t('hash', { hash: exported.sha256, size: exported.size })}</span>
      </p>
      {error && <Notice kind="error">{errorText(error)}</Notice>}
      {progress && (
        <div className={screen.row} role="status">
          <span>{t('reading', { done: progress.done, total: progress.total })}</span>
          <progress value={progress.done} max={Math.max(1, progress.total)} aria-label={t('reading-label')} />
        </div>
      )}
      {then && <Standing exported={exported} then={then} />}
      {then && (
        <div className={styles.parts}>
          <FiguresTable then={then.then.total} now={then.now.total} />
          <SinceList then={then} />
        </div>
      )}
    </>
  );
}

/** Whether what was made again is what the file said. */
function Standing({ exported, then }: { readonly exported: Exported; readonly then: ReportThen }) {
  const { t } = useTranslation('exports');
  if (then.missing > 0) return <Notice kind="warning">{t('missing', { count: then.missing })}</Notice>;
  if (then.inexact) return <Notice kind="warning">{t('inexact')}</Notice>;
  const { counts, averageMs } = then.then.total;
  const same =
    averageMs === exported.averageMs &&
    MEASURES.every((measure) => counts[measure] === (exported.counts[measure] ?? counts[measure]));
  return same ? (
    <p role="status" className={screen.small}>
      ✓ {t('matches')}
    </p>
  ) : (
    <Notice kind="error">{t('differs')}</Notice>
  );
}

function FiguresTable({ then, now }: { readonly then: Figures; readonly now: Figures }) {
  const { t } = useTranslation(['exports', 'reports']);
  const days = (ms: number | null) => (ms === null ? '–' : (ms / DAY_MS).toFixed(2));
  const shown = MEASURES.filter((measure) => then.counts[measure] > 0 || now.counts[measure] > 0);
  return (
    <div
      className={`${reports.scroller} ${styles.figures}`}
      tabIndex={0}
      role="region"
      aria-label={t('figures')}
    >
      <table className={reports.table}>
        <thead>
          <tr>
            <th scope="col">{t('figure')}</th>
            <th scope="col">{t('then')}</th>
            <th scope="col">{t('now')}</th>
            <th scope="col">{t('difference')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((measure) => {
            const by = now.counts[measure] - then.counts[measure];
            return (
              <tr key={measure} className={by === 0 ? undefined : styles.changed}>
                <th scope="row">{t(`reports:measure.${measure}`)}</th>
                <td>{then.counts[measure]}</td>
                <td>{now.counts[measure]}</td>
                <td>{by === 0 ? '' : signedCount(by)}</td>
              </tr>
            );
          })}
          <tr className={then.averageMs === now.averageMs ? undefined : styles.changed}>
            <th scope="row">{t('average')}</th>
            <td>{days(then.averageMs)}</td>
            <td>{days(now.averageMs)}</td>
            <td />
          </tr>
        </tbody>
      </table>
    </div>
  );
}

const signedCount = (by: number) => (by > 0 ? `+${String(by)}` : `−${String(-by)}`);

function SinceList({ then: { since, more } }: { readonly then: ReportThen }) {
  const { t } = useTranslation('exports');
  return (
    <section className={styles.since} aria-label={t('since')}>
      <h2>{t('since')}</h2>
      {since.length === 0 ? (
        <p role="status">{t('unchanged')}</p>
      ) : (
        <>
          <p role="status" className={screen.small}>
            {t('since-count', { count: since.length + more })}
            {more > 0 && ` · ${t('since-more', { count: more })}`}
          </p>
          <VirtualList
            label={t('since')}
            items={since.map((each, i) => ({ ...each, i }))}
            keyOf={({ dossierId, i }) => `${dossierId} ${String(i)}`}
            render={(each) => <SinceLine since={each} />}
            onOpen={({ dossierId }) => openDossier(dossierId)}
            lines={4}
            autoFocus
          />
        </>
      )}
    </section>
  );
}

function SinceLine({ since }: { readonly since: Since }) {
  const { t, i18n } = useTranslation(['exports', 'reports']);
  const eventName = useEventName();
  const changes = [
    ...since.changes.map(({ measure, by }) => `${t(`reports:measure.${measure}`)} ${signedCount(by)}`),
    ...(since.time ? [t('time')] : []),
  ];
  return (
    <div className={styles.event}>
      <span>
        <strong>{since.code === '' ? since.dossierId.slice(0, 8) : since.code}</strong> ·{' '}
        {eventName(since.type)} · {formatWhen(since.at, 'full', i18n.language)} · {since.by.name} (
        {since.counter}){since.late && <em> · {t('late')}</em>}
      </span>
      <span className={styles.changes}>{changes.join(' · ')}</span>
    </div>
  );
}
