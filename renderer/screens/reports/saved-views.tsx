import { useLiveQuery } from 'dexie-react-hooks';
import { useRef, useState, type RefObject } from 'react';
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
  /** The list of kept views, which both parts lead to. */
  readonly list: RefObject<HTMLSelectElement | null>;
}

/** The signed-in person's kept views, and the one that is shown, if it is one of them. */
function useSavedViews({ view, today }: Omit<SavedViewsProps, 'list'>) {
  const staffId = useSession(({ staff }) => staff?.id ?? null);
  const all = useLiveQuery(() => readMeta(services().db, 'reportViews'), []) ?? [];
  const own = all.filter((each) => each.staffId === staffId);
  const params = savedOf(view, today);
  const shown = own.find((each) => JSON.stringify(each.params) === JSON.stringify(params)) ?? null;
  return { staffId, own, params, shown };
}

/** Chooses a kept view by its name. A usual range stays usual: this month is next month's too. */
export function ViewList({ view, today, list }: SavedViewsProps) {
  const { t } = useTranslation('reports');
  const { own, shown } = useSavedViews({ view, today });
  useHotkeys([{ keys: 'Alt+W', label: t('view.choose'), run: () => list.current?.focus() }]);
  return (
    <SelectField
      ref={list}
      label={`${t('view.choose')} (Alt+W)`}
      value={shown?.name ?? ''}
      options={[
        { value: '', label: t('view.none') },
        ...own.map((each) => ({ value: each.name, label: each.name })),
      ]}
      onChange={({ target }) => {
        const wanted = own.find((each) => each.name === target.value);
        if (wanted) keepParams(paramsOfSaved(wanted.params, today));
      }}
    />
  );
}

/** Keeps the view shown under a name; one that is kept can be forgotten. */
export function KeepView({ view, today, list }: SavedViewsProps) {
  const { t } = useTranslation('reports');
  const { staffId, own, params, shown } = useSavedViews({ view, today });
  const [name, setName] = useState<string | null>(null);
  const field = useRef<HTMLDivElement>(null);
  const begin = () => {
    setName('');
    // The field is there after the next render.
    setTimeout(() => field.current?.querySelector('input')?.focus());
  };
  const end = () => {
    setName(null);
    list.current?.focus();
  };
  const forget = () => {
    if (shown) void forgetView(shown);
  };
  async function keep(): Promise<void> {
    const wanted = name?.trim() ?? '';
    if (wanted === '' || staffId === null) return;
    await keepView({ staffId, name: wanted, params });
    end();
  }
  useHotkeys([
    shown
      ? { keys: 'Alt+Delete', label: t('view.remove'), run: forget }
      : { keys: 'Alt+S', label: t('view.save'), run: begin },
    ...(name === null ? [] : [{ keys: 'Escape', label: t('view.cancel'), run: end }]),
  ]);
  if (name !== null)
    return (
      <div ref={field} className={styles.viewName}>
        <TextField
          label={own.some((each) => each.name === name.trim()) ? t('view.replaces') : t('view.name')}
          value={name}
          maxLength={60}
          onChange={({ target }) => setName(target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) void keep();
          }}
        />
      </div>
    );
  return shown ? (
    <ActionButton keys="Alt+Delete" onPress={forget}>
      {t('view.remove')}
    </ActionButton>
  ) : (
    <ActionButton keys="Alt+S" onPress={begin}>
      {t('view.save')}
    </ActionButton>
  );
}
