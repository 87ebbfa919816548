import { useTranslation } from 'react-i18next';
import styles from './state-mark.module.css';

/** Where a dossier or an event stands on its way to the portal. */
export type MarkState = 'saved' | 'waiting-file' | 'sent' | 'accepted' | 'needs-attention' | 'superseded';

function Sign({ state }: { readonly state: MarkState }) {
  // Drawn rather than typed: the screen face has no such signs, and a stand-in font would change their size.
  return (
    <svg className={styles.sign} viewBox="0 0 16 16" aria-hidden="true">
      {(state === 'saved' || state === 'waiting-file') && (
        <circle
          cx="8"
          cy="8"
          r="6.5"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeDasharray="2.6 2.5"
        />
      )}
      {state === 'waiting-file' && (
        <path d="M8 12V5M5 7.5 8 4.5l3 3" fill="none" stroke="currentColor" strokeWidth="1.8" />
      )}
      {state === 'sent' && (
        <>
          <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" strokeWidth="2" />
          <path d="M8 1.5a6.5 6.5 0 0 0 0 13z" fill="currentColor" />
        </>
      )}
      {state === 'accepted' && <circle cx="8" cy="8" r="7.5" fill="currentColor" />}
      {state === 'superseded' && (
        <path d="M3 3l10 10M13 3L3 13" fill="none" stroke="currentColor" strokeWidth="2.5" />
      )}
      {state === 'needs-attention' && <path d="M8 1 15.5 15H.5z" fill="currentColor" />}
    </svg>
  );
}

/** The state by shape and word: ◌ saved here, ◌↑ its file is on its way, ◐ sent, ● accepted, ▲ needs you, ✕ not taken. */
export function StateMark({ state }: { readonly state: MarkState }) {
  const { t } = useTranslation('status');
  return (
    <span
      className={`${styles.mark} ${state === 'needs-attention' ? styles.attention : ''}`}
      data-state={state}
    >
      <Sign state={state} />
      {t(`mark.${state}`)}
    </span>
  );
}
