import { useTranslation } from 'react-i18next';
import styles from './results.module.css';

type Track = 'posted' | 'failed' | 'delivered';

/** Where an item is, by shape and word: → on its way, ▲ not delivered, ✓ delivered. */
export function TrackMark({ state }: { readonly state: Track }) {
  const { t } = useTranslation('results');
  return (
    <span className={styles.track} data-track={state}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {state === 'posted' && <path className={styles.stroke} d="M1.5 8h12M9 3.5 13.5 8 9 12.5" />}
        {state === 'failed' && <path d="M8 1 15.5 15H.5z" />}
        {state === 'delivered' && <path className={styles.stroke} d="M2 8.5 6.5 13 14 3.5" />}
      </svg>
      {t(`state.${state}`)}
    </span>
  );
}
