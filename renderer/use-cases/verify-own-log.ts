import type { Witness } from '../../shared/domain/dossier/verify-chain.ts';
import type { AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { createJournalPort } from '../session/journal.ts';
import { services } from '../session/services.ts';
import { readMeta } from '../store/meta.ts';
import { verifyLog, type VerifiedLog, type VerifyingLog } from '../store/verify-log.ts';
import { createPortalCall } from '../sync/portal-client.ts';

/** What a check of the log found, and what it was held against. */
export interface CheckedLog extends VerifiedLog {
  /** `portal`: every anchor of the portal; `kept`: without a connection, what the portal confirmed last. */
  readonly against: 'portal' | 'kept';
  readonly anchors: number;
}

/**
 * Checks this counter's own log, in database and journal, against its hash chain and what the portal witnessed of it. Null
 * when cancelled.
 */
export async function verifyOwnLog(
  watching: Omit<VerifyingLog, 'witnesses'>,
): Promise<Result<CheckedLog | null, readonly AppError[]>> {
  const { db, desktop } = services();
  const fromPortal = await portalAnchors();
  const kept = await readMeta(db, 'witness');
  const witnesses = fromPortal ?? (kept ? [kept] : []);
  const verified = await verifyLog(db, createJournalPort(desktop), { ...watching, witnesses });
  if (!verified.ok) return fail([verified.error]);
  return ok(
    verified.value && {
      ...verified.value,
      against: fromPortal ? 'portal' : 'kept',
      anchors: witnesses.length,
    },
  );
}

/** Every anchor the portal keeps of this log; null when it cannot be asked now. */
async function portalAnchors(): Promise<readonly Witness[] | null> {
  const { desktop } = services();
  const call = createPortalCall((operation, input) =>
    desktop.invoke('portal:call', { operation, input: input as never }),
  );
  const anchors: Witness[] = [];
  for (let after = 0; ;) {
    const answer = await call('anchors', { after });
    if (!answer.ok) return null;
    const { reply } = answer.value;
    anchors.push(...reply.anchors.map(({ position, hash }) => ({ position, hash })));
    const last = reply.anchors.at(-1)?.position ?? after;
    if (!reply.more || last <= after) return anchors;
    after = last;
  }
}
