import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { DENOMINATIONS, type CashCount } from '../../../shared/domain/till/shift.ts';
import { formatDong } from '../../../shared/domain/money.ts';
import { NumberCell } from '../../components/number-field.tsx';
import styles from './till.module.css';

type Value = (typeof DENOMINATIONS)[number];
/** What was typed for each denomination. */
export type Typed = Readonly<Partial<Record<Value, string>>>;

/** How many of a denomination were typed; NaN when it is no number, so that the rules say so. */
function countOf(text: string | undefined): number {
  const digits = (text ?? '').trim();
  if (digits === '') return 0;
  return /^\d{1,6}$/u.test(digits) ? Number(digits) : NaN;
}

/** Typed counts as the rules take them. */
export function countedOf(typed: Typed): CashCount {
  return DENOMINATIONS.map((value) => ({ value, count: countOf(typed[value]) })).filter(
    ({ count }) => count !== 0,
  );
}

interface CountGridProps {
  readonly typed: Typed;
  readonly onChange: (typed: Typed) => void;
}

const MOVES: Readonly<Record<string, number>> = { ArrowDown: 1, Enter: 1, ArrowUp: -1 };

/** Notes and coins, one line each: how many are typed, arrows and Enter walk. */
export function CountGrid({ typed, onChange }: CountGridProps) {
  const { t } = useTranslation('till');
  const table = useRef<HTMLTableElement>(null);
  // One stop for Tab, as in every grid: what comes after the count is one key away.
  const [current, setCurrent] = useState<Value>(DENOMINATIONS[0]);
  function onKeyDown(event: KeyboardEvent): void {
    const move = MOVES[event.key];
    if (move === undefined || event.nativeEvent.isComposing || event.ctrlKey || event.altKey) return;
    const cells = [...(table.current?.querySelectorAll('input') ?? [])];
    const at = cells.indexOf(event.target as HTMLInputElement);
    event.preventDefault();
    const next = cells[at + move];
    next?.focus();
    next?.select();
  }
  return (
    <table ref={table} className={styles.grid} onKeyDown={onKeyDown}>
      <thead>
        <tr>
          <th scope="col">{t('count.denomination')}</th>
          <th scope="col">{t('count.number')}</th>
          <th scope="col">{t('count.sum')}</th>
        </tr>
      </thead>
      <tbody>
        {DENOMINATIONS.map((value, i) => {
          const count = countOf(typed[value]);
          return (
            <tr key={value}>
              <th scope="row">{formatDong(value)}</th>
              <td>
                <NumberCell
                  aria-label={t('count.of', { value: formatDong(value) })}
                  autoFocus={i === 0}
                  tabIndex={value === current ? 0 : -1}
                  onFocus={() => setCurrent(value)}
                  value={typed[value] ?? ''}
                  invalid={Number.isNaN(count)}
                  onChange={(event) => onChange({ ...typed, [value]: event.target.value })}
                />
              </td>
              <td>{Number.isNaN(count) || count === 0 ? '' : formatDong(value * count)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
