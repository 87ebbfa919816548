import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../../shared/errors.ts';
import { Notice } from '../../../components/notice.tsx';
import { useErrorText } from '../../../i18n/error-text.ts';
import { fitScale } from '../../../pages/showing/page-scale.ts';
import { whyNotShown, type OpenedResult } from '../../../use-cases/show-result.ts';
import styles from './viewer.module.css';

interface ResultPageProps {
  readonly result: OpenedResult;
  readonly number: number;
  /** In hundredths of what fits. */
  readonly zoom: number;
}

/** The width there is for a page, in CSS pixels; null before it is known. */
function useRoom(pane: { readonly current: HTMLElement | null }): number | null {
  const [room, setRoom] = useState<number | null>(null);
  useEffect(() => {
    if (!pane.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setRoom(Math.floor(entry.contentRect.width));
    });
    observer.observe(pane.current);
    return () => observer.disconnect();
  }, [pane]);
  return room;
}

/** One page of an electronic result. The page before stays until it is drawn; its text is there for who doesn't see it. */
export function ResultPage({ result, number, zoom }: ResultPageProps) {
  const { t } = useTranslation('dossier');
  const errorText = useErrorText();
  const pane = useRef<HTMLDivElement>(null);
  const paper = useRef<HTMLDivElement>(null);
  const room = useRoom(pane);
  const [text, setText] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    if (room === null) return;
    const controller = new AbortController();
    void drawPage(result, number, { room, zoom }, controller.signal).then((drawn) => {
      if (controller.signal.aborted) return;
      setError(drawn.error);
      setText(drawn.text);
      paper.current?.replaceChildren(...(drawn.canvas ? [drawn.canvas] : []));
    });
    return () => controller.abort();
  }, [result, number, zoom, room]);
  // It scrolls by arrow keys: the focus starts here.
  useEffect(() => pane.current?.focus(), []);
  useEffect(() => {
    if (pane.current) pane.current.scrollTop = 0;
  }, [number]);
  const label = t('result.page', { page: number, pages: result.pdf.pages });
  return (
    <div ref={pane} className={styles.pane} tabIndex={0} role="group" aria-label={label}>
      {error && <Notice kind="error">{errorText(error)}</Notice>}
      <div ref={paper} className={styles.paper} role="img" aria-label={label} data-testid="result-page" />
      <p className="visually-hidden">{text}</p>
    </div>
  );
}

interface Drawn {
  readonly canvas: HTMLCanvasElement | null;
  readonly text: string;
  readonly error: AppError | null;
}

async function drawPage(
  { file, pdf }: OpenedResult,
  number: number,
  { room, zoom }: { readonly room: number; readonly zoom: number },
  signal: AbortSignal,
): Promise<Drawn> {
  const size = await pdf.sizeOf(number);
  if (!size.ok) return { canvas: null, text: '', error: whyNotShown(file, size.error) };
  const scale = (fitScale(size.value, room) * zoom) / 100;
  const drawn = await pdf.draw(number, scale * window.devicePixelRatio, 'screen', signal);
  if (!drawn.ok) return { canvas: null, text: '', error: whyNotShown(file, drawn.error) };
  const { canvas, text } = drawn.value;
  canvas.style.width = `${String(size.value.width * scale)}px`;
  return { canvas, text, error: null };
}
