/** What was typed in a box of a form, by its name; empty when there is no such box. */
export function typedIn(values: FormData, name: string): string {
  const value = values.get(name);
  return typeof value === 'string' ? value : '';
}
