import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readPeriod } from '../../../shared/domain/report/period.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { TextField } from '../../components/text-field.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { formatDay, readDay } from '../../i18n/when.ts';
import { keepParams } from '../open-dossier.ts';
import screen from '../screen.module.css';
import { presetRange, PRESETS } from './report-params.ts';
import styles from './reports.module.css';

interface RangeChooserProps {
  readonly from: string;
  readonly to: string;
  readonly today: string;
}

/** The usual ranges by key, any other by its first and last day; Enter in a day takes both. */
export function RangeChooser({ from, to, today }: RangeChooserProps) {
  const { t } = useTranslation('reports');
  const errorText = useErrorText();
  // What is being typed; nothing shows the range itself, wherever it was chosen.
  const [typed, setTyped] = useState<{ readonly from?: string; readonly to?: string }>({});
  const shown = { from: formatDay(from), to: formatDay(to), ...typed };
  const [wrong, setWrong] = useState<{ readonly field: string; readonly text: string } | null>(null);
  const choose = (range: { readonly from: string; readonly to: string }) => {
    setTyped({});
    setWrong(null);
    keepParams({ ...range, measure: '' });
  };
  const presets = PRESETS.map((preset, i) => ({
    preset,
    keys: `Alt+${String(i + 1)}`,
    run: () => choose(presetRange(preset, today)),
  }));
  useHotkeys(presets.map(({ preset, keys, run }) => ({ keys, label: t(`preset.${preset}`), run })));
  function take(): void {
    const period = readPeriod(readDay(shown.from) ?? '', readDay(shown.to) ?? '');
    if (period.ok) choose(period.value);
    else setWrong({ field: period.error.field ?? 'to', text: errorText(period.error) });
  }
  const field = (name: 'from' | 'to') => (
    <TextField
      label={t(name)}
      className={styles.day}
      value={shown[name]}
      error={wrong?.field === name ? wrong.text : null}
      onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) take();
      }}
    />
  );
  return (
    <div className={`${screen.row} ${styles.range ?? ''}`}>
      {field('from')}
      {field('to')}
      {presets.map(({ preset, keys, run }) => (
        <ActionButton key={preset} keys={keys} onPress={run}>
          {t(`preset.${preset}`)}
        </ActionButton>
      ))}
    </div>
  );
}
