import { useLiveQuery } from 'dexie-react-hooks';
import { useDeferredValue } from 'react';
import { lastStep, stageOf, type Dossier } from '../../../shared/domain/dossier/state.ts';
import type { MarkState } from '../../components/state-mark.tsx';
import { services } from '../../session/services.ts';
import {
  returnCounts,
  returnPage,
  sendingNow,
  type ReturnLine,
  type Sending,
} from '../../store/return-lists.ts';

/** What the screen shows at a time. */
export type ResultsView = 'counter' | 'home' | 'sent';
export const VIEWS: readonly ResultsView[] = ['counter', 'home', 'sent'];

/** Rows read of a list: more are told of, not shown. */
const SHOWN = 200;
const DELIVERED_SHOWN = 50;

export interface Results {
  readonly view: ResultsView;
  readonly lines: readonly ReturnLine[];
  /** How many of the list are not shown; delivered ones are done and not counted. */
  readonly more: number;
}

async function readView(view: ResultsView): Promise<Results> {
  const { db } = services();
  if (view !== 'sent') {
    const { lines, total } = await returnPage(db, view, SHOWN);
    return { view, lines, more: total - lines.length };
  }
  // What needs somebody comes first, then what has been on its way longest, then what is done.
  const [failed, posted, delivered] = await Promise.all([
    returnPage(db, 'failed', SHOWN),
    returnPage(db, 'posted', SHOWN),
    returnPage(db, 'delivered', DELIVERED_SHOWN, true),
  ]);
  const open = [...failed.lines, ...posted.lines];
  return {
    view,
    lines: [...open, ...delivered.lines],
    more: failed.total + posted.total - open.length,
  };
}

/** The lists as they are now. Dossiers are read again when one enters or leaves a list, not at every answer of the portal. */
export function useResults(view: ResultsView) {
  const results = useDeferredValue(useLiveQuery(() => readView(view), [view]));
  const counts = useLiveQuery(() => returnCounts(services().db), []);
  const sending = useLiveQuery(() => sendingNow(services().db), []);
  return { results: results?.view === view ? results : undefined, counts, sending };
}

/** How a line stands with the portal. */
export function markOf({ dossier, ownPosition }: ReturnLine, sending: Sending | undefined): MarkState {
  if (!sending || ownPosition > sending.acknowledged) return 'saved';
  if (sending.held.has(dossier.id)) return 'needs-attention';
  return dossier.acceptance ? 'accepted' : 'sent';
}

/** Whether a result came back and waits at the counter again. */
export function cameBack(dossier: Dossier): boolean {
  return stageOf(dossier) === 'result-ready' && lastStep(dossier, 'deliveryReturned') !== null;
}
