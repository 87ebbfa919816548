import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { Notice } from '../../components/notice.tsx';
import { createPagesWork, type PagesWork } from '../../pages/pages-client.ts';
import { CardCamera } from '../camera/card-camera.tsx';
import { useGivenFiles } from '../use-given-files.ts';
import { useReception } from './reception-context.ts';
import styles from './reception.module.css';
import type { CardNote } from './take-card.ts';

/** The identity card from a picture: chosen, dropped or pasted anywhere on the page; and what came of a card. */
export function CardReader() {
  const { t } = useTranslation('reception');
  const { cardNote, takeCardText } = useReception();
  const input = useRef<HTMLInputElement>(null);
  const work = useRef<PagesWork | null>(null);
  const [busy, setBusy] = useState(false);
  const [camera, setCamera] = useState(false);
  useEffect(() => () => work.current?.cancel(), []);
  async function read(files: readonly File[]): Promise<void> {
    const [file] = files;
    if (!file || busy) return;
    setBusy(true);
    work.current ??= createPagesWork();
    const code = await work.current.code(file);
    setBusy(false);
    takeCardText(code, true);
  }
  useGivenFiles((files) => void read(files));
  const choose = () => input.current?.click();
  const turnCamera = () => setCamera((on) => !on);
  useHotkeys([
    { keys: 'Alt+U', label: t('card.read'), run: choose },
    { keys: 'Alt+J', label: t('card.camera'), run: turnCamera },
  ]);
  return (
    <div className={styles.whole}>
      <ActionButton look="quiet" keys="Alt+U" onPress={choose}>
        {t('card.read')}
      </ActionButton>
      <ActionButton look="quiet" keys="Alt+J" onPress={turnCamera}>
        {t('card.camera')}
      </ActionButton>
      {camera && (
        <CardCamera
          onCode={(text) => {
            setCamera(false);
            takeCardText(text, true);
          }}
          onClose={() => setCamera(false)}
        />
      )}
      <input
        ref={input}
        hidden
        type="file"
        accept="image/jpeg,image/png,image/webp"
        tabIndex={-1}
        aria-hidden="true"
        data-testid="card-input"
        onChange={(event) => {
          void read([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {cardNote && <Note note={cardNote} />}
    </div>
  );
}

function Note({ note }: { readonly note: CardNote }) {
  const { t } = useTranslation('reception');
  if (note.kind === 'refused') return <Notice kind="error">{t(`card.refused.${note.fault}`)}</Notice>;
  const changed = note.changed.map(({ field, from, to }) => `${t(`card.field.${field}`)}: ${from} → ${to}`);
  return (
    <Notice kind={note.damaged ? 'warning' : 'info'} announce>
      {[
        t('card.filled'),
        ...(changed.length > 0 ? [t('card.changed', { changed: changed.join('; ') })] : []),
        ...(note.damaged ? [t('card.damaged')] : []),
      ].join(' ')}
    </Notice>
  );
}
