import { useRef, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { DIMENSIONS, type Dimension } from '../../../shared/domain/report/report.ts';
import { useHotkeys } from '../../components/hotkeys.ts';
import { SelectField } from '../../components/select-field.tsx';
import { keepParams } from '../open-dossier.ts';
import type { ReportView } from './report-params.ts';
import { nameOf, type NameSources } from '../../print/report/report-names.ts';
import styles from './reports.module.css';
import { ViewList } from './saved-views.tsx';

interface FiltersProps {
  readonly view: ReportView;
  readonly names: NameSources;
  readonly today: string;
  /** The list of kept views. */
  readonly list: RefObject<HTMLSelectElement | null>;
}

/** Narrows the report to some dossiers, and says by what its rows are told apart. */
export function Filters({ view, names, today, list }: FiltersProps) {
  const { t } = useTranslation('reports');
  const part = useRef<HTMLDivElement>(null);
  useHotkeys([
    { keys: 'Alt+L', label: t('filters'), run: () => part.current?.querySelector('select')?.focus() },
  ]);
  const keysOf = (dimension: Dimension) => {
    const known = new Set(Object.keys(names.labels[dimension]));
    if (dimension === 'channel') for (const each of ['in-person', 'online', 'postal']) known.add(each);
    if (dimension === 'field') for (const { code } of names.catalogue?.fields ?? []) known.add(code);
    const chosen = view.filter[dimension];
    if (chosen !== undefined) known.add(chosen);
    return [...known];
  };
  return (
    <div ref={part} className={styles.filters} role="group" aria-label={t('filters')}>
      <SelectField
        label={`${t('rows')} (Alt+L)`}
        value={view.by}
        options={DIMENSIONS.map((each) => ({ value: each, label: t(`by.${each}`) }))}
        onChange={(event) => keepParams({ by: event.target.value })}
      />
      {DIMENSIONS.filter((each) => each !== 'office' || keysOf(each).length > 1).map((dimension) => (
        <SelectField
          key={dimension}
          label={t(`by.${dimension}`)}
          value={view.filter[dimension] ?? ''}
          options={[
            { value: '', label: t('all') },
            ...keysOf(dimension)
              .map((key) => ({ value: key, label: nameOf(dimension, key, names) }))
              .sort((a, b) => a.label.localeCompare(b.label, 'vi')),
          ]}
          onChange={(event) => keepParams({ [dimension]: event.target.value })}
        />
      ))}
      <ViewList view={view} today={today} list={list} />
    </div>
  );
}
