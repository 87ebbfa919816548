import { useTranslation } from 'react-i18next';
import { formatPostalItem } from '../../../shared/domain/postal-item.ts';
import { codeOf, lastStep } from '../../../shared/domain/dossier/state.ts';
import { formatDong } from '../../../shared/domain/money.ts';
import { StateMark, type MarkState } from '../../components/state-mark.tsx';
import { useAge } from '../../i18n/age.ts';
import type { ReturnLine } from '../../store/return-lists.ts';
import { addressOf } from '../../use-cases/post-results.ts';
import { addressText } from '../dossier/field-value.ts';
import styles from './results.module.css';
import { TrackMark } from './track-mark.tsx';
import { cameBack, type ResultsView } from './use-results.ts';

interface ResultLineProps {
  readonly view: ResultsView;
  readonly line: ReturnLine;
  readonly mark: MarkState;
  readonly picked: boolean;
  readonly onPick: () => void;
}

function useAgo(): (since: string) => string {
  const { t } = useTranslation(['results', 'common']);
  const age = useAge();
  return (since) => {
    const text = age(since);
    return text === t('common:age.now') ? t('just-now') : t('ago', { age: text });
  };
}

function Box({ picked, onPick }: Pick<ResultLineProps, 'picked' | 'onPick'>) {
  // Drawn rather than a control: Space on the row does the same, and the row says that it is picked.
  return (
    <span
      className={styles.box}
      data-picked={picked}
      aria-hidden="true"
      onClick={(event) => {
        event.stopPropagation();
        onPick();
      }}
    >
      <svg viewBox="0 0 16 16">
        <rect x="1" y="1" width="14" height="14" rx="2" />
        {picked && <path d="M4 8.5 7 11.5 12.5 5" />}
      </svg>
    </span>
  );
}

/** A result that waits: whose, since when, and for one to be sent home, where to. */
function Waiting({ view, line: { dossier } }: Pick<ResultLineProps, 'view' | 'line'>) {
  const { t } = useTranslation('results');
  const ago = useAgo();
  const since = dossier.life?.steps.at(-1)?.at ?? '';
  const back = cameBack(dossier);
  const address = addressOf(dossier);
  return (
    <>
      <span className={back ? styles.warn : undefined}>
        {t(back ? 'back' : 'ready', { age: ago(since) })}
      </span>
      {view === 'home' && (
        <span className={styles.second}>{address ? addressText(address) : t('no-address')}</span>
      )}
    </>
  );
}

/** A result on its way: its item, what the post last said and when, and what to do where it failed. */
function Sent({ line: { dossier, list }, mark }: Pick<ResultLineProps, 'line' | 'mark'>) {
  const { t } = useTranslation('results');
  const ago = useAgo();
  const last = dossier.life?.steps.at(-1);
  const posted = lastStep(dossier, 'resultPosted');
  const failed = lastStep(dossier, 'deliveryFailed');
  if (!last || !posted || list === 'counter' || list === 'home') return null;
  const { item, address, postage } = posted.data;
  const age = ago(last.at);
  return (
    <>
      <span className={styles.item}>{formatPostalItem(item)}</span>
      <span className={styles.state}>
        <TrackMark state={list} />
        <span className={styles.age}>{t(mark === 'saved' ? 'unconfirmed' : 'confirmed', { age })}</span>
      </span>
      <span className={list === 'failed' ? styles.why : styles.second}>
        {list === 'failed' && failed ? t('failed-why', { reason: failed.data.reason }) : addressText(address)}
        {list !== 'failed' && postage && ` · ${t('collect', { amount: formatDong(postage.amount) })}`}
      </span>
    </>
  );
}

/** One result of a list, in one line or two. */
export function ResultLine(props: ResultLineProps) {
  const { view, line, mark, picked, onPick } = props;
  const { reception } = line.dossier;
  return (
    <div className={styles.line} data-view={view}>
      <Box picked={picked} onPick={onPick} />
      <span className={styles.code}>{codeOf(line.dossier)}</span>
      <span className={styles.name}>{reception?.applicant.name}</span>
      {view !== 'sent' && <span className={styles.phone}>{reception?.applicant.phone}</span>}
      {view === 'sent' ? <Sent line={line} mark={mark} /> : <Waiting view={view} line={line} />}
      <span className={styles.mark}>
        <StateMark state={mark} />
      </span>
    </div>
  );
}
