import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appError, type AppError } from '../../../shared/errors.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { useErrorText } from '../../i18n/error-text.ts';
import type { AskedReport, Progress } from '../../store/report/messages.ts';
import {
  chooseExportFolder,
  exportFolder,
  exportReport,
  type ReportFormat,
} from '../../use-cases/export-report.ts';
import { reportBug } from '../../session/report-bug.ts';
import { services } from '../../session/services.ts';
import screen from '../screen.module.css';
import { DayExportPart } from './day-export-part.tsx';
import styles from './reports.module.css';

const FORMATS: readonly { readonly format: ReportFormat; readonly keys: string }[] = [
  { format: 'xlsx', keys: 'Alt+E' },
  { format: 'csv', keys: 'Alt+C' },
  { format: 'pdf', keys: 'Alt+P' },
  { format: 'png', keys: 'Alt+B' },
];

type Outcome =
  | { readonly where: string }
  | { readonly error: AppError }
  | { readonly progress: Progress }
  | 'writing'
  | null;

const isWriting = (outcome: Outcome) => outcome === 'writing' || (outcome !== null && 'progress' in outcome);

interface ExportPanelProps {
  readonly asked: AskedReport;
  readonly onClose: () => void;
}

/** Writes the report shown as a file, and says what came of it. */
export function ExportPanel({ asked, onClose }: ExportPanelProps) {
  const { t } = useTranslation('reports');
  const errorText = useErrorText();
  const [folder, setFolder] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<Outcome>(null);
  const writing = useRef<AbortController | null>(null);
  useEffect(() => {
    void exportFolder().then(setFolder);
  }, []);
  const choose = () => void chooseExportFolder().then(setFolder);
  async function write(format: ReportFormat): Promise<void> {
    if (writing.current) return;
    const run = new AbortController();
    writing.current = run;
    setOutcome('writing');
    try {
      const written = await exportReport(asked, format, {
        onProgress: (progress) => setOutcome({ progress }),
        signal: run.signal,
      });
      setOutcome(
        written.ok ? { where: written.value } : { error: written.error[0] ?? appError('file-not-written') },
      );
    } catch (bug) {
      reportBug(services().desktop, 'export', bug);
      setOutcome({ error: appError('file-not-written') });
    } finally {
      writing.current = null;
    }
  }
  // What is under way is ended first; the panel closes by the next press.
  const leave = () => (writing.current ? writing.current.abort() : onClose());
  const leaving = isWriting(outcome) ? t('export.cancel') : t('export.close');
  useHotkeys([
    { keys: 'Alt+T', label: t('export.choose'), run: choose },
    ...FORMATS.map(({ format, keys }) => ({
      keys,
      label: `${t('export.open')} ${t(`export.${format}`)}`,
      run: () => void write(format),
    })),
    { keys: 'Escape', label: leaving, run: leave },
  ]);
  return (
    <section className={styles.export} aria-label={t('export.title')}>
      <div className={screen.row}>
        <span>{folder === null ? t('export.no-folder') : t('export.folder', { folder })}</span>
        <ActionButton keys="Alt+T" onPress={choose}>
          {t('export.choose')}
        </ActionButton>
        {FORMATS.map(({ format, keys }) => (
          <ActionButton key={format} keys={keys} look="primary" onPress={() => void write(format)}>
            {t(`export.${format}`)}
          </ActionButton>
        ))}
        <ActionButton keys="Escape" look="quiet" onPress={leave}>
          {leaving}
        </ActionButton>
      </div>
      <DayExportPart />
      <p className={screen.small} role="status">
        {outcome === null
          ? t('export.language')
          : outcome === 'writing'
            ? t('export.writing')
            : 'where' in outcome
              ? t('export.done', { where: outcome.where })
              : 'progress' in outcome
                ? t('making', { done: outcome.progress.done, total: outcome.progress.total })
                : errorText(outcome.error)}
      </p>
    </section>
  );
}
