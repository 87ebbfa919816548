import { normaliseLine } from '../../../shared/domain/text.ts';
import type { Draft } from '../../store/drafts.ts';

export interface DraftSummary {
  /** Empty when nothing was typed there yet. */
  readonly name: string;
  readonly procedureCode: string;
}

function textAt(value: unknown, ...path: readonly string[]): string {
  const found = path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined),
    value,
  );
  return typeof found === 'string' ? normaliseLine(found) : '';
}

/** What tells a draft from another. A draft holds whatever was typed, so nothing about its shape is taken for granted. */
export function summariseDraft({ entry }: Pick<Draft, 'entry'>): DraftSummary {
  return { name: textAt(entry, 'applicant', 'name'), procedureCode: textAt(entry, 'procedure') };
}
