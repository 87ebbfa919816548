import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readFilingNumber } from '../../../shared/domain/dossier/filing.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { TextField } from '../../components/text-field.tsx';
import { VirtualList, type VirtualListHandle } from '../../components/virtual-list.tsx';
import { services } from '../../session/services.ts';
import { useSession } from '../../session/session.ts';
import { dossierByCode, recentDossiers, type DossierView } from '../../store/queries.ts';
import { DossierLine, DossierLineHead, type LineColumn } from '../dossier-line.tsx';
import { AskPortal } from './ask-portal.tsx';
import { keepParams, openDossier } from '../open-dossier.ts';
import screen from '../screen.module.css';
import { useAsked } from '../use-asked.ts';
import { whatMatched } from './what-matched.ts';

const SHOWN = 50;
const FOUND_COLUMNS: readonly LineColumn[] = ['code', 'name', 'matched', 'procedure', 'due', 'state'];
const RECENT_COLUMNS: readonly LineColumn[] = ['code', 'name', 'procedure', 'due', 'state'];

interface Found {
  /** The text these belong to; an answer to an older text is still shown until the new one is there. */
  readonly text: string;
  readonly views: readonly DossierView[];
}

async function find(text: string): Promise<Found> {
  const { db, search } = services();
  const number = /^https?:/iu.test(text.trim()) ? readFilingNumber(text) : null;
  const views =
    text.trim() === '' ? await recentDossiers(db, SHOWN) : await search.search(number ?? text, SHOWN);
  return { text, views };
}

function Nothing({ text }: { readonly text: string }) {
  const { t } = useTranslation('search');
  const asked = text.trim() !== '';
  return (
    <div className={screen.empty} role="status">
      <p>{asked ? t('none-title', { text: text.trim() }) : t('empty-title')}</p>
      <p className={screen.muted}>{asked ? t('none-text') : t('empty-text')}</p>
    </div>
  );
}

function FoundList({ found, list }: { readonly found: Found; readonly list: React.Ref<VirtualListHandle> }) {
  const { t } = useTranslation('search');
  const params = useSession((session) => session.screen.params);
  const asked = found.text.trim() !== '';
  const columns = asked ? FOUND_COLUMNS : RECENT_COLUMNS;
  const { length } = found.views;
  const matched = (view: DossierView) => {
    const match = asked ? whatMatched(view.dossier, found.text) : null;
    return match && match.kind !== 'name'
      ? `${t(`matched.${match.kind}`)} ${match.value}`
      : t('matched.name');
  };
  return (
    <>
      <p role="status">
        {!asked
          ? t('recent')
          : length < SHOWN
            ? t('found', { count: length })
            : t('found-more', { count: length })}
      </p>
      <div className={screen.list}>
        <DossierLineHead columns={columns} matched={t('matched.title')} />
        <VirtualList
          ref={list}
          label={t('list')}
          items={found.views}
          keyOf={(view) => view.dossier.id}
          render={(view) => <DossierLine view={view} columns={columns} matched={matched(view)} />}
          onOpen={(view) => openDossier(view.dossier.id)}
          startAt={params['dossierId']}
        />
      </div>
    </>
  );
}

/** One box for everything a dossier is known by. Down goes into the list, Enter opens a full code or the only hit. */
export function SearchScreen() {
  const { t } = useTranslation('search');
  const [text, setText] = useState(() => useSession.getState().screen.params['text'] ?? '');
  const list = useRef<VirtualListHandle>(null);
  const [asking, setAsking] = useState(false);
  useHotkeys([{ keys: 'Alt+C', label: t('ask.key'), run: () => setAsking(true) }]);
  const found = useAsked(useCallback(() => find(text), [text]));

  async function openFirst(): Promise<void> {
    // The portal's paper carries its number in an address.
    const exact = await dossierByCode(services().db, readFilingNumber(text) ?? text);
    const [only, second] = found?.text === text && text.trim() !== '' ? found.views : [];
    const chosen = exact ?? (second ? null : only);
    if (chosen) openDossier(chosen.dossier.id);
    else list.current?.focus();
  }
  return (
    <div className={screen.screen}>
      <h1 className="visually-hidden">{t('label')}</h1>
      <TextField
        type="search"
        label={t('label')}
        description={t('hint')}
        autoFocus
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          keepParams({ text: event.target.value });
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') void openFirst();
          else if (event.key === 'ArrowDown') list.current?.focus();
          else return;
          event.preventDefault();
        }}
      />
      {asking ? (
        <AskPortal text={text} onCancel={() => setAsking(false)} />
      ) : (
        <div className={screen.row}>
          <ActionButton keys="Alt+C" onPress={() => setAsking(true)}>
            {t('ask.key')}
          </ActionButton>
        </div>
      )}
      {found &&
        (found.views.length === 0 ? <Nothing text={found.text} /> : <FoundList found={found} list={list} />)}
    </div>
  );
}
