import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../i18n/error-text.ts';
import type { ScanPage } from './page-list.ts';
import styles from './pages.module.css';

/** What a key does to the page it is pressed on. */
export type PageAct =
  'turn' | 'look' | 'crop' | 'flatten' | 'document' | 'left' | 'right' | 'delete' | 'previous' | 'next';

interface PageCardProps {
  readonly page: ScanPage;
  readonly number: number;
  readonly focusable: boolean;
  readonly onAct: (act: PageAct) => void;
  readonly onFocus: () => void;
}

// By the key's place: under the Vietnamese layout and its input methods letters may come as something else.
const PLACES: Readonly<Record<string, PageAct>> = {
  KeyR: 'turn',
  KeyB: 'look',
  KeyC: 'crop',
  KeyV: 'flatten',
  KeyD: 'document',
  Delete: 'delete',
  ArrowLeft: 'previous',
  ArrowRight: 'next',
};

function actOf(event: KeyboardEvent): PageAct | null {
  if (event.altKey || event.metaKey || event.shiftKey) return null;
  if (event.ctrlKey)
    return event.code === 'ArrowLeft' ? 'left' : event.code === 'ArrowRight' ? 'right' : null;
  return PLACES[event.code] ?? null;
}

/** One page as it will be kept, and what is wrong with it. */
export function PageCard({ page, number, focusable, onAct, onFocus }: PageCardProps) {
  const { t } = useTranslation('pages');
  const errorText = useErrorText();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { look, error, recipe } = page;
  useEffect(() => {
    const shown = canvas.current;
    if (!shown || !look?.picture) return;
    shown.width = look.picture.width;
    shown.height = look.picture.height;
    shown.getContext('2d')?.drawImage(look.picture, 0, 0);
  }, [look]);
  const state = error
    ? errorText(error)
    : !look
      ? t('page.looking')
      : look.blank
        ? t('page.blank')
        : look.pages > 1 || !look.picture
          ? t('page.pdf', { count: look.pages })
          : t(`page.${recipe.look}`);
  return (
    <li
      className={styles.page}
      data-testid="page"
      data-page={page.key}
      data-state={error ? 'refused' : look?.blank ? 'blank' : look ? 'ready' : 'looking'}
      role="option"
      aria-selected={focusable}
      aria-label={`${t('page.number', { number })}: ${state}`}
      tabIndex={focusable ? 0 : -1}
      onFocus={onFocus}
      onKeyDown={(event) => {
        const act = actOf(event);
        if (!act || event.nativeEvent.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        onAct(act);
      }}
    >
      {look?.picture ? <canvas ref={canvas} className={styles.picture} /> : <span className={styles.paper} />}
      <span className={styles.caption}>
        {number}. {state}
      </span>
    </li>
  );
}
