import { useLiveQuery } from 'dexie-react-hooks';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { services } from '../../session/services.ts';
import { useSession } from '../../session/session.ts';
import { readMeta } from '../../store/meta.ts';
import { forgetView, keepView } from '../../use-cases/report-views.ts';
import { keepParams } from '../open-dossier.ts';
import { paramsOfSaved, savedOf, type ReportView } from './report-params.ts';
import styles from './reports.module.css';

interface SavedViewsProps {
  readonly view: ReportView;
  readonly today: string;
}

/** The views a person comes back to: chosen by name, kept under a name. A usual range stays usual: this month is next month's too. */
export function SavedViews({ view, today }: SavedViewsProps) {
  const { t } = useTranslation('reports');
  const part = useRef<HTMLDivElement>(null);
  const staffId = useSession(({ staff }) => staff?.id ?? null);
  const all = useLiveQuery(() => readMeta(services().db, 'reportViews'), []) ?? [];
  const own = all.filter((each) => each.staffId === staffId);
  const [name, setName] = useState<string | null>(null);
  const shown = savedOf(view, today);
  const chosen = own.find(({ params }) => JSON.stringify(params) === JSON.stringify(shown)) ?? null;
  const focus = (what: 'select' | 'input') => part.current?.querySelector<HTMLElement>(what)?.focus();
  const begin = () => {
    setName(chosen?.name ?? '');
    // The field is there after the next render.
    setTimeout(() => focus('input'));
  };
  const end = () => {
    setName(null);
    setTimeout(() => focus('select'));
  };
  async function keep(): Promise<void> {
    const wanted = name?.trim() ?? '';
    if (wanted === '' || staffId === null) return;
    await keepView({ staffId, name: wanted, params: shown });
    end();
  }
  useHotkeys([
    { keys: 'Alt+W', label: t('view.choose'), run: () => focus('select') },
    { keys: 'Alt+S', label: t('view.save'), run: begin },
    ...(chosen ? [{ keys: 'Alt+Delete', label: t('view.remove'), run: () => void forgetView(chosen) }] : []),
    ...(name === null ? [] : [{ keys: 'Escape', label: t('view.cancel'), run: end }]),
  ]);
  return (
    <div ref={part} className={styles.views}>
      <SelectField
        label={`${t('view.choose')} (Alt+W)`}
        value={chosen?.name ?? ''}
        options={[
          { value: '', label: t('view.none') },
          ...own.map((each) => ({ value: each.name, label: each.name })),
        ]}
        onChange={({ target }) => {
          const wanted = own.find((each) => each.name === target.value);
          if (wanted) keepParams(paramsOfSaved(wanted.params, today));
        }}
      />
      {name === null ? (
        <ActionButton keys="Alt+S" onPress={begin}>
          {t('view.save')}
        </ActionButton>
      ) : (
        <TextField
          label={t('view.name')}
          value={name}
          maxLength={60}
          hint={own.some((each) => each.name === name.trim()) ? t('view.replaces') : undefined}
          onChange={({ target }) => setName(target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) void keep();
          }}
        />
      )}
      {chosen && name === null && (
        <ActionButton keys="Alt+Delete" look="quiet" onPress={() => void forgetView(chosen)}>
          {t('view.remove')}
        </ActionButton>
      )}
    </div>
  );
}
