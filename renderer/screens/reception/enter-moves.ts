const FIELDS =
  'input:not([type=hidden]):not(:disabled), textarea:not(:disabled), select:not(:disabled), [data-enter-stop] button';

function isStop(element: HTMLElement): boolean {
  // Not by aria-hidden: an open list hides all the rest of the page that way.
  // What follows from another field is skipped; Tab goes there.
  if (element.closest('[hidden], [data-enter-skip]')) return false;
  if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
  // A group of choices is one stop: where its choice is, or at its first when nothing is chosen.
  const group = [...element.ownerDocument.querySelectorAll<HTMLInputElement>('input[type=radio]')].filter(
    (each) => each.name === element.name,
  );
  const chosen = group.find((each) => each.checked) ?? group[0];
  return chosen === element;
}

/** The fields of a form in the order Enter goes through them, the save key last. */
export function fieldsIn(root: HTMLElement): readonly HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(FIELDS)].filter(isStop);
}

/** Moves the focus to the next field (`by` 1) or the one before (`by` -1); at an end it stays. */
export function moveFocus(root: HTMLElement, from: Element | null, by: 1 | -1): void {
  // Beside a tick (what a line's counts are mostly left to), Enter goes on to the next line; from a count, to the next.
  const row = from?.closest('[data-enter-side]')?.parentElement ?? null;
  const fields = fieldsIn(root).filter((field) => {
    const side = field.closest('[data-enter-side]');
    return !side || side.parentElement === row;
  });
  const at = fields.findIndex((field) => field === from);
  focusOn(at >= 0 ? fields[at + by] : nearest(fields, from, by));
}

/** Gives a field the focus with its text selected, as Tab does: typing replaces it. */
export function focusOn(field: HTMLElement | null | undefined): void {
  field?.focus();
  if (field instanceof HTMLInputElement) field.select();
}

/** From something that is no field (a copy key, a field just gone): the first field after or before it. */
function nearest(fields: readonly HTMLElement[], from: Element | null, by: 1 | -1): HTMLElement | undefined {
  if (!from) return fields[0];
  const after = (field: HTMLElement) =>
    Boolean(from.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING);
  return by === 1 ? fields.find(after) : fields.findLast((field) => !after(field));
}

/** The control of a field by its path, e.g. `applicant.phone`; a path without one of its own leads to its part. */
export function controlOf(root: HTMLElement, path: string): HTMLElement | null {
  const named = root.querySelector<HTMLElement>(`[name="${path}"]:not([type=hidden])`);
  const within = (holder: Element | null) => holder?.querySelector<HTMLElement>(FIELDS) ?? null;
  const own = named?.matches('[type=radio]') === true ? null : named;
  if (own) return own;
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    const holder = root.querySelector(`[data-field="${at}"]`);
    const checked = holder?.querySelector<HTMLElement>('input[type=radio]:checked');
    if (checked ?? within(holder)) return checked ?? within(holder);
  }
  return null;
}

/** Puts a line break where the cursor is, as typing it would. */
export function insertLineBreak(area: HTMLTextAreaElement): void {
  area.setRangeText('\n', area.selectionStart, area.selectionEnd, 'end');
  area.dispatchEvent(new Event('input', { bubbles: true }));
}
