import { firstConflict } from '../../renderer/store/conflicts.ts';
import { choiceOf, type RefusalChoice } from '../../renderer/use-cases/choice-of.ts';
import type { SimulatedCounter } from './simulated-counter.ts';

/** Decides the first refused event of a dossier at a simulated counter, as the panel does; false when there is none. */
export async function choose(
  counter: SimulatedCounter,
  dossierId: string,
  keep: RefusalChoice['keep'],
): Promise<boolean> {
  const conflict = await firstConflict(counter.db(), dossierId);
  if (!conflict) return false;
  const author = counter.author();
  const saved = await counter.save(choiceOf(conflict, { keep, reason: 'Đã hỏi người nộp' }, author));
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  return true;
}
