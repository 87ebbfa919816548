import { lineOf } from '../../shared/domain/lineage.ts';
import { codesOf, lastStep, stageOf, type Dossier } from '../../shared/domain/dossier/state.ts';

/**
 * Where a result is on its way to its citizen: waiting at the counter, to be sent home, on its way, not delivered,
 * delivered. `home` only while it was not sent yet: one that came back waits at the counter.
 */
export type ReturnList = 'counter' | 'home' | 'posted' | 'failed' | 'delivered';

/** The list a dossier stands in, and since when (UTC instant); null while there is no result, and once it is handed over. */
export function returnListOf(dossier: Dossier): { readonly list: ReturnList; readonly since: string } | null {
  const since = dossier.life?.steps.at(-1)?.at;
  if (!dossier.reception || dossier.outOfScope || since === undefined) return null;
  switch (stageOf(dossier)) {
    case 'result-ready': {
      const home = dossier.reception.delivery.kind === 'home' && !lastStep(dossier, 'deliveryReturned');
      return { list: home ? 'home' : 'counter', since };
    }
    case 'posted':
      return { list: 'posted', since };
    case 'delivery-failed':
      return { list: 'failed', since };
    case 'delivered':
      return { list: 'delivered', since };
    default:
      return null;
  }
}

/** The form codes are kept and looked for in: without surrounding space, upper case. */
export function normaliseCode(code: string): string {
  return code.normalize('NFC').trim().toUpperCase();
}

// Small letters: no code that a person types can be one of these.
export const listPrefix = (list: ReturnList) => `list:${list}:`;
export const rollPrefix = (counter: string) => `roll:${lineOf(counter)}:`;

/**
 * What a dossier is looked up by, all in one index: its codes and the postal items it went out under, as people type
 * them; the list of results it stands in, by time; and by counter and time, the rolls its labels came from.
 */
export function lookupsOf(dossier: Dossier): readonly string[] {
  const codes = codesOf(dossier).map(normaliseCode);
  if (!dossier.life) return codes;
  const posted = dossier.life.steps.flatMap((step) => (step.type === 'resultPosted' ? [step] : []));
  const stands = returnListOf(dossier);
  return [
    ...codes,
    ...posted.map(({ data }) => data.item),
    ...(stands ? [`${listPrefix(stands.list)}${stands.since}`] : []),
    ...posted.flatMap(({ data, counter, at }) => (data.roll ? [`${rollPrefix(counter)}${at}`] : [])),
  ];
}
