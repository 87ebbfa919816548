import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import type { ReturnCounts } from '../../store/return-lists.ts';
import styles from './results.module.css';
import { VIEWS, type ResultsView } from './use-results.ts';

interface ViewBarProps {
  readonly view: ResultsView;
  readonly counts: ReturnCounts | undefined;
  readonly onView: (view: ResultsView) => void;
}

/** The three lists with how many stand in each; those not delivered are told wherever the clerk stands. */
export function ViewBar({ view, counts, onView }: ViewBarProps) {
  const { t } = useTranslation('results');
  const open = (each: ResultsView) =>
    each === 'sent' ? (counts?.posted ?? 0) + (counts?.failed ?? 0) : counts?.[each];
  const label = (each: ResultsView) => {
    const count = open(each) ?? 0;
    const failed = each === 'sent' ? (counts?.failed ?? 0) : 0;
    const name = count > 0 ? `${t(`view.${each}`)} ${String(count)}` : t(`view.${each}`);
    return failed > 0 ? `${name} · ▲ ${t('failed-count', { count: failed })}` : name;
  };
  useHotkeys(
    VIEWS.map((each, i) => ({
      keys: `Alt+${String(i + 1)}`,
      label: t(`view.${each}`),
      run: () => onView(each),
    })),
  );
  return (
    <div className={styles.views} role="toolbar" aria-label={t('views')}>
      {VIEWS.map((each, i) => (
        <ActionButton
          key={each}
          keys={`Alt+${String(i + 1)}`}
          look={each === view ? 'primary' : 'quiet'}
          onPress={() => onView(each)}
        >
          {label(each)}
        </ActionButton>
      ))}
    </div>
  );
}
