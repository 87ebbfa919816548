import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { VirtualList } from '../../components/virtual-list.tsx';
import { services } from '../../session/services.ts';
import { useSession } from '../../session/session.ts';
import type { AskedReport } from '../../store/report/messages.ts';
import { reportDossiers } from '../../use-cases/report-dossiers.ts';
import { DossierLine, DossierLineHead, type LineColumn } from '../dossier-line.tsx';
import { keepParams, openDossier } from '../open-dossier.ts';
import screen from '../screen.module.css';
import { useAsked } from '../use-asked.ts';
import type { ReportView } from './report-params.ts';

const COLUMNS: readonly LineColumn[] = ['code', 'name', 'procedure', 'due', 'state'];
/** Dossiers shown at once; a longer list is narrowed by the filters. */
const SHOWN = 500;

interface DossiersBehindProps {
  readonly asked: AskedReport;
  readonly opened: NonNullable<ReportView['opened']>;
  /** What the number is of. */
  readonly title: string;
}

/** The dossiers a number counts. Enter opens one, Escape goes back to the numbers. */
export function DossiersBehind({ asked, opened, title }: DossiersBehindProps) {
  const { t } = useTranslation(['reports', 'common']);
  const startAt = useSession((session) => session.screen.params['dossierId']);
  const { measure } = opened;
  const found = useAsked(
    useCallback(async () => {
      const { reports } = services();
      const ids = await reports.behind(asked, measure);
      const each = [...new Set(ids)];
      return { count: ids.length, all: each.length, views: await reportDossiers(each.slice(0, SHOWN)) };
    }, [asked, measure]),
  );
  const back = () => keepParams({ measure: '', key: '' });
  useHotkeys([{ keys: 'Escape', label: t('back'), run: back }]);
  return (
    <>
      <div className={screen.head}>
        <h2>{title}</h2>
        {found && (
          <p role="status">
            {t('behind', { count: found.count })}
            {found.all > SHOWN && ` · ${t('behind-more', { shown: SHOWN })}`}
          </p>
        )}
        <div className={screen.spread}>
          <ActionButton keys="Escape" onPress={back}>
            {t('back')}
          </ActionButton>
        </div>
      </div>
      {found?.views.length === 0 && <p className={screen.empty}>{t('behind-none')}</p>}
      {found && found.views.length > 0 && (
        <div className={screen.list}>
          <DossierLineHead columns={COLUMNS} />
          <VirtualList
            label={title}
            items={found.views}
            keyOf={(view) => view.dossier.id}
            render={(view) => <DossierLine view={view} columns={COLUMNS} />}
            onOpen={(view) => openDossier(view.dossier.id)}
            startAt={startAt}
            autoFocus
          />
        </div>
      )}
    </>
  );
}
