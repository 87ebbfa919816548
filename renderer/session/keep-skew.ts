import type { CounterDatabase } from '../store/database.ts';
import { writeMeta } from '../store/meta.ts';
import { setSkew } from './clock.ts';

const WORTH_KEEPING_MS = 1_000;
const KEPT_FOR_MS = 3_600_000;

/**
 * Takes each measurement of the portal's clock into use and keeps it for a start without a connection; written only when
 * it changed or the kept one grew old.
 */
export function keepSkew(db: CounterDatabase): (skewMs: number, portalTime: string) => void {
  let kept: { readonly skewMs: number; readonly measuredAt: string } | null = null;
  return (skewMs, portalTime) => {
    setSkew(skewMs);
    const measuredAt = new Date(portalTime).toISOString();
    const old = kept === null || Date.parse(measuredAt) - Date.parse(kept.measuredAt) > KEPT_FOR_MS;
    if (!old && kept !== null && Math.abs(skewMs - kept.skewMs) < WORTH_KEEPING_MS) return;
    kept = { skewMs, measuredAt };
    // A measurement not kept is measured again at the next answer.
    writeMeta(db, 'clock', kept).catch(() => {
      kept = null;
    });
  };
}
