import { goTo, useSession, type ScreenName } from '../session/session.ts';

const LISTS: readonly ScreenName[] = [
  'today',
  'search',
  'results',
  'outbox',
  'reports',
  'reception',
  'settings',
  'calendar',
  'acts',
  'exports',
];

/**
 * Opens a dossier, remembering the screen (and its place in it) that Escape goes back to; with a `panel`, that is open in
 * it at once.
 */
export function openDossier(dossierId: string, panel?: string): void {
  const { name, params } = useSession.getState().screen;
  const asked = { dossierId, ...(panel === undefined ? {} : { panel }) };
  goTo('dossier', name === 'dossier' ? { ...params, ...asked } : { ...params, ...asked, from: name });
}

/** Back to where the dossier was opened from, standing on the same row. */
export function closeDossier(): void {
  const { from, panel: _, ...params } = useSession.getState().screen.params;
  goTo(LISTS.find((name) => name === from) ?? 'today', params);
}

/** Keeps something of the open screen's view, e.g. the day shown, so that coming back finds it. */
export function keepParams(params: Readonly<Record<string, string>>): void {
  useSession.setState(({ screen }) => ({ screen: { ...screen, params: { ...screen.params, ...params } } }));
}
