import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { codeOf } from '../../../shared/domain/dossier/state.ts';
import type { MadeReport } from '../../../shared/domain/report/made.ts';
import { RECONCILED, type Difference } from '../../../shared/domain/report/reconcile.ts';
import { standsUntil } from '../../../shared/domain/report/standing.ts';
import { Notice } from '../../components/notice.tsx';
import { VirtualList } from '../../components/virtual-list.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { formatDay, formatWhen } from '../../i18n/when.ts';
import { useSession } from '../../session/session.ts';
import type { AskedReport } from '../../store/report/messages.ts';
import type { Reconciled } from '../../use-cases/reconcile-report.ts';
import { reportDossiers } from '../../use-cases/report-dossiers.ts';
import { openDossier } from '../open-dossier.ts';
import screen from '../screen.module.css';
import { useAsked } from '../use-asked.ts';
import styles from './reconcile.module.css';
import reports from './reports.module.css';
import { useReconcile } from './use-reconcile.ts';

/** Differences listed at once; there are never many, and if there are, the first ones tell why. */
const SHOWN = 500;

interface ReconcilePageProps {
  readonly made: MadeReport;
  readonly asked: AskedReport;
}

/** Every office's numbers beside the portal's own count, and each dossier in which they differ, with why. */
export function ReconcilePage({ made, asked }: ReconcilePageProps) {
  const { t, i18n } = useTranslation('reconcile');
  const errorText = useErrorText();
  const online = useSession(({ sync }) => sync.connection === 'online');
  const state = useReconcile(asked, made.offices);
  const { from, to } = asked.period;
  const failed =
    state?.offices.flatMap(({ against }) => (against?.ok === false ? [against.error] : [])) ?? [];
  const data = made.offices
    .map((each) => {
      const until = standsUntil(each);
      return until === null
        ? t('data-none', { office: each.nameVi })
        : t('data', { office: each.nameVi, when: formatWhen(until, 'full', i18n.language) });
    })
    .join(' · ');
  return (
    <section className={styles.page} aria-label={t('title')} aria-busy={state === null}>
      <p className={screen.small}>
        <strong>{t('title')}</strong> · {t('about', { from: formatDay(from), to: formatDay(to) })}
      </p>
      {!online && (
        <Notice kind="warning" announce title={t('offline')}>
          {t('offline-data', { data })}
        </Notice>
      )}
      {failed[0] && (
        <Notice kind="warning" announce>
          {errorText(failed[0])}
        </Notice>
      )}
      {state?.error && (
        <Notice kind="warning" announce>
          {errorText(state.error)}
        </Notice>
      )}
      {state === null ? (
        <p role="status">{t(online ? 'asking' : 'counting')}</p>
      ) : (
        <>
          <OfficesTable offices={state.offices} />
          <Differences offices={state.offices} />
        </>
      )}
    </section>
  );
}

/** Both numbers in each cell's place, so that they are read side by side. */
function OfficesTable({ offices }: { readonly offices: readonly Reconciled[] }) {
  const { t } = useTranslation('reconcile');
  return (
    <table className={`${reports.table ?? ''} ${styles.both ?? ''}`}>
      <thead>
        <tr>
          <th scope="col" rowSpan={2}>
            {t('office')}
          </th>
          {RECONCILED.map((what) => (
            <th key={what} scope="colgroup" colSpan={2}>
              {t(`what.${what}`)}
            </th>
          ))}
          <th scope="col" rowSpan={2}>
            {t('differences')}
          </th>
        </tr>
        <tr>
          {RECONCILED.flatMap((what) => [
            <th key={`${what}-here`} scope="col">
              {t('here')}
            </th>,
            <th key={`${what}-portal`} scope="col">
              {t('portal')}
            </th>,
          ])}
        </tr>
      </thead>
      <tbody>
        {offices.map(({ office, local, against }) => {
          const portal = against?.ok ? against.value : null;
          return (
            <tr key={office.id}>
              <th scope="row">{office.nameVi}</th>
              {RECONCILED.flatMap((what) => [
                <td key={`${what}-here`}>{local[what]}</td>,
                <td
                  key={`${what}-portal`}
                  className={portal && portal.portal[what] !== local[what] ? styles.other : undefined}
                >
                  {portal ? portal.portal[what] : '–'}
                </td>,
              ])}
              <td>{portal ? portal.differences.length : '–'}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

interface DifferenceRow extends Difference {
  readonly office: string;
  /** Whether the dossier lies on this machine and can be opened. */
  readonly isHere: boolean;
}

function Differences({ offices }: { readonly offices: readonly Reconciled[] }) {
  const { t } = useTranslation('reconcile');
  const rows = useAsked(
    useCallback(async (): Promise<readonly DifferenceRow[]> => {
      const all = offices.flatMap(({ office, against }) =>
        against?.ok ? against.value.differences.map((each) => ({ ...each, office: office.nameVi })) : [],
      );
      const views = await reportDossiers(all.slice(0, SHOWN).map(({ id }) => id));
      const codes = new Map(views.map(({ dossier }) => [dossier.id, codeOf(dossier)]));
      return all
        .slice(0, SHOWN)
        .map((each) => ({ ...each, code: codes.get(each.id) ?? each.code, isHere: codes.has(each.id) }));
    }, [offices]),
  );
  const asked = offices.filter(({ against }) => against?.ok === true);
  if (rows === undefined || asked.length === 0) return null;
  if (rows.length === 0)
    return <p role="status">{asked.length === offices.length ? `✓ ${t('ties')}` : t('ties-some')}</p>;
  return (
    <div className={screen.list}>
      <p role="status">{t('found', { count: rows.length })}</p>
      <VirtualList
        label={t('differences')}
        items={rows}
        keyOf={({ id, office }) => `${office} ${id}`}
        render={(row) => <DifferenceLine row={row} />}
        onOpen={({ id, isHere }) => {
          if (isHere) openDossier(id);
        }}
        lines={2}
        autoFocus
      />
    </div>
  );
}

function DifferenceLine({ row }: { readonly row: DifferenceRow }) {
  const { t } = useTranslation('reconcile');
  const side = (counts: Difference['local']) =>
    RECONCILED.filter((what) => counts[what])
      .map((what) => t(`counts.${what}`))
      .join(', ') || t('counts.nothing');
  return (
    <div className={styles.line}>
      <strong>{row.code ?? row.id.slice(0, 8)}</strong>
      <span>{row.office}</span>
      <span>
        {t('side-here', { counts: side(row.local) })}
        <br />
        {t('side-portal', { counts: side(row.portal) })}
      </span>
      <span>{t(`cause.${row.cause}`)}</span>
    </div>
  );
}
