import { formatDong } from '../../shared/domain/money.ts';

/** Whole đồng as people read it, e.g. `1.234.567 ₫`, on one line. */
export function Money({ amount }: { readonly amount: number }) {
  return <span style={{ whiteSpace: 'nowrap' }}>{formatDong(amount)}</span>;
}
