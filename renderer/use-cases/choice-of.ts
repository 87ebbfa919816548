import { canonicalJson, type Author } from '../../shared/domain/dossier/chain.ts';
import type { Conflict } from '../../shared/domain/dossier/conflict.ts';
import { decide } from '../../shared/domain/dossier/decide.ts';
import type { EventBody } from '../../shared/domain/dossier/event.ts';
import type { Dossier } from '../../shared/domain/dossier/state.ts';
import type { AppError } from '../../shared/errors.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Appending } from '../store/append.ts';

/** Keep what stands, or put one's own value in its place. Either way the refused event is given up, not deleted. */
export interface RefusalChoice {
  readonly keep: 'theirs' | 'mine';
  readonly reason: string;
}

type Decided = Result<readonly EventBody[], readonly AppError[]>;

/** The save a choice leads to, for `append`. Pure. */
export function choiceOf(conflict: Conflict, choice: RefusalChoice, author: Author): Appending {
  return {
    dossierId: conflict.event.dossierId,
    author,
    settingAside: conflict.events,
    decide: (dossier) => {
      const bodies = bodiesOf(dossier, conflict, choice, author.now);
      return bodies.ok ? ok({ bodies: bodies.value }) : bodies;
    },
  };
}

function bodiesOf(
  dossier: Dossier | null,
  { events, field, mine, theirs }: Conflict,
  { keep, reason }: RefusalChoice,
  now: string,
): Decided {
  const given = decide(dossier, { type: 'setAside', events, reason }, now);
  const same = canonicalJson(mine.value) === canonicalJson(theirs?.value ?? null);
  if (!given.ok || keep === 'theirs' || field === null || same) return given;
  const last = events.at(-1)?.data as { readonly approver?: string | null } | undefined;
  const put = decide(
    dossier,
    { type: 'correct', field, to: mine.value, reason, approver: last?.approver ?? null },
    now,
  );
  return put.ok ? ok([...given.value, ...put.value]) : put;
}
