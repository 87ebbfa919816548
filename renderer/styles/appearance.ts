/** How the screens look on this machine. Kept beside the data, not in it: it is no business of the log. */
export interface Appearance {
  readonly theme: 'light' | 'dark' | 'contrast';
  readonly textSize: '100' | '125' | '150';
}

export const THEMES = ['light', 'dark', 'contrast'] as const;
export const TEXT_SIZES = ['100', '125', '150'] as const;
const KEY = 'appearance';

function oneOf<T extends string>(allowed: readonly T[], value: unknown, otherwise: T): T {
  return allowed.find((each) => each === value) ?? otherwise;
}

/** What was chosen last; the plain look if nothing readable was kept. */
export function readAppearance(): Appearance {
  let kept: unknown = null;
  try {
    kept = JSON.parse(localStorage.getItem(KEY) ?? 'null');
  } catch {
    // Unreadable: the plain look is always right.
  }
  const values = typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {};
  return {
    theme: oneOf(THEMES, values['theme'], 'light'),
    textSize: oneOf(TEXT_SIZES, values['textSize'], '100'),
  };
}

/** Shows a look and keeps it. */
export function applyAppearance(appearance: Appearance): void {
  document.documentElement.dataset['theme'] = appearance.theme;
  document.documentElement.dataset['textSize'] = appearance.textSize;
  localStorage.setItem(KEY, JSON.stringify(appearance));
}
