import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { VirtualList } from '../../components/virtual-list.tsx';
import { formatDay, formatWhen } from '../../i18n/when.ts';
import { services } from '../../session/services.ts';
import { goTo, useSession } from '../../session/session.ts';
import { recordedExport, recordedExports, type RecordedExport } from '../../store/report/exports.ts';
import { keepParams } from '../open-dossier.ts';
import screen from '../screen.module.css';
import { CheckFile } from './check-file.tsx';
import { ExportThen } from './export-then.tsx';
import styles from './exports.module.css';

/** Exports shown; older ones are found by checking a file. */
const SHOWN = 500;

/** Every report that left this machine as a file: open one to see it as it was, or hold a file against its trace. */
export function ExportsScreen() {
  const { t } = useTranslation('exports');
  const params = useSession((session) => session.screen.params);
  const opened = params['export'] ?? '';
  const found = useLiveQuery(() => recordedExports(services().db, SHOWN), []);
  const one = useLiveQuery(async () => (await recordedExport(services().db, opened)) ?? null, [opened]);
  const { export: _, ...view } = params;
  const back = () => {
    if (opened === '') goTo('reports', view);
    else keepParams({ export: '' });
  };
  useHotkeys([{ keys: 'Escape', label: t('back'), run: back }]);
  return (
    <div className={screen.screen}>
      <div className={screen.head}>
        <div>
          <h1>{t('title')}</h1>
          <p className={screen.muted}>{t('about')}</p>
        </div>
        <div className={`${screen.row} ${screen.spread}`}>
          <CheckFile onFound={(id) => keepParams({ export: id })} />
          <ActionButton keys="Escape" onPress={back}>
            {t('back')}
          </ActionButton>
        </div>
      </div>
      {opened !== '' && one && <ExportThen key={one.id} file={one} />}
      {opened === '' && found?.length === 0 && <p className={screen.empty}>{t('none')}</p>}
      {opened === '' && found && found.length > 0 && (
        <div className={screen.list}>
          <div className={`${styles.line} ${styles.headings}`} aria-hidden="true">
            {(['when', 'file', 'period', 'who', 'state'] as const).map((column) => (
              <span key={column}>{t(`column.${column}`)}</span>
            ))}
          </div>
          <VirtualList
            label={t('list')}
            items={found}
            keyOf={({ id }) => id}
            render={(file) => <Line file={file} />}
            onOpen={({ id }) => keepParams({ export: id })}
            autoFocus
          />
        </div>
      )}
    </div>
  );
}

function Line({ file: { exported } }: { readonly file: RecordedExport }) {
  const { t, i18n } = useTranslation('exports');
  const { at, file, period, by, counter, automatic, final } = exported;
  return (
    <div className={styles.line}>
      <span>{formatWhen(at, 'full', i18n.language)}</span>
      <span className={styles.file}>{file}</span>
      <span>{t('period', { from: formatDay(period.from), to: formatDay(period.to) })}</span>
      <span>{automatic ? `${t('automatic')} · ${counter}` : t('line', { who: by.name, counter })}</span>
      <span>{t(final ? 'final' : 'partial')}</span>
    </div>
  );
}
