import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../../shared/domain/dossier/state.ts';
import { may } from '../../../../shared/domain/rights.ts';
import type { ResultFile } from '../../../../shared/domain/result-file.ts';
import { ActionButton } from '../../../components/action-button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { useHotkeys } from '../../../components/hotkeys.ts';
import { Notice } from '../../../components/notice.tsx';
import { useErrorText } from '../../../i18n/error-text.ts';
import { zoomed } from '../../../pages/showing/page-scale.ts';
import { useSession } from '../../../session/session.ts';
import type { OpenedResult } from '../../../use-cases/show-result.ts';
import screen from '../../screen.module.css';
import { ResultPage } from './result-page.tsx';
import { ResultStanding } from './result-standing.tsx';
import { useOpenedResult } from './use-opened-result.ts';
import { useResultPrint } from './use-result-print.ts';
import styles from './viewer.module.css';

interface ResultViewerProps {
  readonly dossier: Dossier;
  readonly file: ResultFile;
  readonly onClose: () => void;
  /** Shows the dossier's next result; null when it has no other. */
  readonly onOther: (() => void) | null;
}

/** An electronic result, shown page by page over the dossier; what lies under it stays as it was left. */
export function ResultViewer({ dossier, file, onClose, onOther }: ResultViewerProps) {
  const { t } = useTranslation('dossier');
  const errorText = useErrorText();
  const { opened, error } = useOpenedResult(file);
  const printing = useResultPrint(dossier.id);
  // The first Escape stops what is being printed, the next one leaves.
  const leave = () => {
    if (!printing.stop()) onClose();
  };
  return (
    <Dialog title={file.name} size="full" onClose={leave}>
      {error && <Notice kind="error">{errorText(error)}</Notice>}
      {!opened && !error && <p role="status">{t('result.opening')}</p>}
      {opened ? (
        <Opened result={opened} printing={printing} onClose={leave} onOther={onOther} />
      ) : (
        <div>
          <ActionButton keys="Escape" onPress={onClose} autoFocus>
            {t('do.back')}
          </ActionButton>
        </div>
      )}
    </Dialog>
  );
}

interface OpenedProps extends Pick<ResultViewerProps, 'onClose' | 'onOther'> {
  readonly result: OpenedResult;
  readonly printing: ReturnType<typeof useResultPrint>;
}

function Opened({ result, printing, onClose, onOther }: OpenedProps) {
  const { t } = useTranslation('dossier');
  const errorText = useErrorText();
  const staff = useSession((session) => session.staff);
  const [page, setPage] = useState(1);
  const [zoom, setZoom] = useState(100);
  const [confirmed, setConfirmed] = useState(false);
  const { pages } = result.pdf;
  const blocked = staff && may(staff.role, 'work') ? null : t(staff ? 'read-only' : 'blocked.sign-in');
  const turn = (by: number) => setPage((at) => Math.min(pages, Math.max(1, at + by)));
  const enlarge = (up: boolean) => setZoom((at) => zoomed(at, up));
  const print = () => {
    if (blocked === null) void printing.print(result, confirmed);
  };
  useViewerKeys({ turn, enlarge, print, other: onOther, fits: zoom <= 100 });
  const { done, error } = printing;
  const altered = errorText({ code: 'result-altered', params: { name: result.file.name } });
  return (
    <>
      <ResultStanding result={result} confirmed={confirmed} onConfirm={setConfirmed} />
      <div className={screen.row}>
        <ActionButton keys="PageUp" onPress={() => turn(-1)} blocked={page === 1 ? t('result.first') : null}>
          {t('result.previous')}
        </ActionButton>
        <span role="status" className={styles.page}>
          {t('result.page', { page, pages })}
        </span>
        <ActionButton
          keys="PageDown"
          onPress={() => turn(1)}
          blocked={page === pages ? t('result.last') : null}
        >
          {t('result.next')}
        </ActionButton>
        <ActionButton look="quiet" keys="-" onPress={() => enlarge(false)}>
          {t('result.smaller')}
        </ActionButton>
        <span>{t('result.zoom', { zoom })}</span>
        <ActionButton look="quiet" keys="+" onPress={() => enlarge(true)}>
          {t('result.larger')}
        </ActionButton>
        {onOther && (
          <ActionButton look="quiet" keys="Alt+Q" onPress={onOther}>
            {t('result.other')}
          </ActionButton>
        )}
        <div className={`${screen.row} ${screen.spread}`}>
          <ActionButton
            look="primary"
            keys="Ctrl+P"
            onPress={print}
            blocked={blocked ?? (result.standing === 'altered' ? altered : null)}
          >
            {t('result.print')}
          </ActionButton>
          <ActionButton keys="Escape" onPress={onClose}>
            {t('do.back')}
          </ActionButton>
        </div>
      </div>
      <p role="status">
        {done !== null && t('result.printing', { done, total: pages })}
        {done === null && printing.printed && t('done.printed')}
      </p>
      {/* What is altered says so by itself. */}
      {error && error.code !== 'result-altered' && (
        <Notice kind={error.code === 'print-cancelled' ? 'info' : 'error'} announce>
          {errorText(error)}
        </Notice>
      )}
      <ResultPage result={result} number={page} zoom={zoom} />
    </>
  );
}

interface ViewerKeys {
  readonly turn: (by: number) => void;
  readonly enlarge: (up: boolean) => void;
  readonly print: () => void;
  readonly other: (() => void) | null;
  /** Whether the page is no wider than the pane: else the arrows move across it. */
  readonly fits: boolean;
}

function useViewerKeys({ turn, enlarge, print, other, fits }: ViewerKeys): void {
  const { t } = useTranslation('dossier');
  const key = (keys: string, label: string, run: () => void) => ({ keys, label, run, inDialog: true });
  useHotkeys([
    key('PageDown', t('result.next'), () => turn(1)),
    key('PageUp', t('result.previous'), () => turn(-1)),
    ...(fits
      ? [
          key('ArrowRight', t('result.next'), () => turn(1)),
          key('ArrowLeft', t('result.previous'), () => turn(-1)),
        ]
      : []),
    key('Home', t('result.first'), () => turn(-Infinity)),
    key('End', t('result.last'), () => turn(Infinity)),
    key('-', t('result.smaller'), () => enlarge(false)),
    // On most keyboards `+` is a shifted key; `=` lies under it.
    ...['+', 'Shift++', '='].map((keys) => key(keys, t('result.larger'), () => enlarge(true))),
    key('Ctrl+P', t('result.print'), print),
    ...(other ? [key('Alt+Q', t('result.other'), other)] : []),
  ]);
}
