import { useLiveQuery } from 'dexie-react-hooks';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDong } from '../../../shared/domain/money.ts';
import { sumOfCash, type ClosedShift } from '../../../shared/domain/till/shift.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { KeyValue } from '../../components/key-value.tsx';
import { Notice } from '../../components/notice.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { formatWhen } from '../../i18n/when.ts';
import { services } from '../../session/services.ts';
import { bookOfShift } from '../../store/till.ts';
import { printClosingSheet, printShiftBook } from '../../use-cases/print-till.ts';
import screen from '../screen.module.css';
import { useRequest } from '../use-request.ts';
import { Book } from './book.tsx';
import { useDifference } from './difference.ts';
import styles from './till.module.css';

function useShiftPapers(shift: ClosedShift) {
  const { t } = useTranslation('till');
  const { busy, errors, run } = useRequest();
  const [said, setSaid] = useState<string | null>(null);
  const print = (ask: () => Promise<Result<unknown, readonly AppError[]>>) => {
    if (busy) return;
    setSaid(null);
    void run(ask).then((done) => (done ? setSaid(t('print.done')) : undefined));
  };
  const papers = [
    {
      keys: 'Alt+G',
      label: t((shift.prints ?? []).length > 0 ? 'do.sheet-again' : 'do.sheet'),
      run: () => print(() => printClosingSheet(shift.id, 'print')),
    },
    { keys: 'Alt+I', label: t('do.book'), run: () => print(() => printShiftBook(shift.id, 'print')) },
  ];
  useHotkeys(papers);
  return { papers, errors, said };
}

/** A closed shift: how it was counted, every event behind it, and its papers. */
export function ShiftView({ shift, back }: { readonly shift: ClosedShift; readonly back: ReactNode }) {
  const { t, i18n } = useTranslation('till');
  const errorText = useErrorText();
  const difference = useDifference();
  const { papers, errors, said } = useShiftPapers(shift);
  const book = useLiveQuery(() => bookOfShift(services().db, shift), [shift.id]);
  const { opened, closed } = shift;
  const when = (at: string) => formatWhen(at, 'full', i18n.language);
  return (
    <>
      <div className={screen.row} role="toolbar" aria-label={t('do.label')}>
        {papers.map(({ keys, label, run }) => (
          <ActionButton key={keys} keys={keys} onPress={run}>
            {label}
          </ActionButton>
        ))}
        <span role="status" className={screen.muted}>
          {said}
        </span>
        <div className={screen.spread}>{back}</div>
      </div>
      {errors[0] && <Notice kind="error">{errorText(errors[0])}</Notice>}
      <div className={`${styles.facts} ${styles.closedFacts}`}>
        <KeyValue
          facts={[
            { label: t('shifts.opened'), value: `${when(opened.at)}, ${opened.by.name}` },
            { label: t('shifts.closed'), value: `${when(closed.at)}, ${closed.by.name}` },
            { label: t('unsent'), value: t('unsent-count', { count: closed.unsent }) },
          ]}
        />
        <KeyValue
          facts={[
            { label: t('count.expected'), value: formatDong(closed.expected) },
            { label: t('count.counted'), value: formatDong(sumOfCash(closed.counted)) },
            {
              label: t('count.difference'),
              value: closed.difference
                ? `${difference(closed)}: ${closed.difference.explanation}`
                : difference(closed),
            },
          ]}
        />
      </div>
      {book && <Book entries={book.entries} />}
    </>
  );
}
