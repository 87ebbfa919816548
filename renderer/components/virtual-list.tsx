import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
} from 'react';
import styles from './virtual-list.module.css';

export interface VirtualListHandle {
  focus(): void;
}

export interface VirtualListProps<T> {
  readonly label: string;
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  readonly render: (item: T, active: boolean) => ReactNode;
  /** Enter or a click. */
  readonly onOpen: (item: T) => void;
  /** Space: picks the row or lets it go. With it the list takes several at once. */
  readonly onPick?: (item: T) => void;
  /** Keys of the rows picked. */
  readonly picked?: ReadonlySet<string>;
  /** The row the arrows stand on changed. */
  readonly onActive?: (item: T | null) => void;
  /** Height of a row in lines of 32 px at 100 % text. */
  readonly lines?: number;
  readonly autoFocus?: boolean;
  /** The row to stand on at first, by key. */
  readonly startAt?: string | undefined;
  readonly ref?: Ref<VirtualListHandle>;
}

function step(key: string, at: number, last: number, page: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, at + 1);
    case 'ArrowUp':
      return Math.max(0, at - 1);
    case 'PageDown':
      return Math.min(last, at + page);
    case 'PageUp':
      return Math.max(0, at - page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

function rowHeight(lines: number): number {
  return Math.ceil(parseFloat(getComputedStyle(document.documentElement).fontSize) * 2.1334 * lines);
}

/** A long list of which only the visible rows exist. Arrows walk, Enter opens; the place is kept by item, not by row. */
export function VirtualList<T>(props: VirtualListProps<T>) {
  const { label, items, keyOf, render, onOpen, onPick, picked, onActive, ref } = props;
  const { lines = 1, autoFocus = false, startAt } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const [activeKey, setActiveKey] = useState<string | null>(startAt ?? null);
  const found = items.findIndex((item) => keyOf(item) === activeKey);
  const at = found === -1 ? 0 : found;
  const [height] = useState(() => rowHeight(lines));
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
  });
  const active = items[at] ?? null;
  useImperativeHandle(ref, () => ({ focus: () => scroller.current?.focus() }), []);
  useEffect(() => {
    if (autoFocus) scroller.current?.focus();
  }, [autoFocus]);
  const shown = useRef(false);
  useEffect(() => {
    if (shown.current || items.length === 0) return;
    shown.current = true;
    if (at > 0) rows.scrollToIndex(at);
  }, [at, items.length, rows]);
  const activeId = active === null ? null : keyOf(active);
  useEffect(() => {
    onActive?.(active);
    // Only a different row counts, not a new copy of the same one.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [activeId]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter' && active !== null) {
      event.preventDefault();
      onOpen(active);
      return;
    }
    if (event.key === ' ' && active !== null && onPick) {
      event.preventDefault();
      onPick(active);
      return;
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / height) - 1);
    const next = step(event.key, at, items.length - 1, page);
    const item = next === null ? undefined : items[next];
    if (next === null || item === undefined) return;
    event.preventDefault();
    setActiveKey(keyOf(item));
    rows.scrollToIndex(next);
  }

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="listbox"
      aria-label={label}
      tabIndex={0}
      {...(onPick ? { 'aria-multiselectable': true } : {})}
      onKeyDown={onKeyDown}
      {...(active === null ? {} : { 'aria-activedescendant': `${id}-${at}` })}
    >
      <div className={styles.space} style={{ height: rows.getTotalSize() }} role="presentation">
        {rows.getVirtualItems().map((row) => {
          const item = items[row.index];
          if (item === undefined) return null;
          return (
            <div
              key={keyOf(item)}
              id={`${id}-${row.index}`}
              className={`${styles.row} ${row.index === at ? styles.active : ''}`}
              style={{ height: row.size, transform: `translateY(${row.start}px)` }}
              role="option"
              aria-selected={onPick ? picked?.has(keyOf(item)) === true : row.index === at}
              aria-setsize={items.length}
              aria-posinset={row.index + 1}
              onClick={() => {
                setActiveKey(keyOf(item));
                onOpen(item);
              }}
            >
              {render(item, row.index === at)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
