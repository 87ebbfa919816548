import type { Catalogue } from '../../../shared/domain/procedure.ts';
import { normaliseLine } from '../../../shared/domain/text.ts';
import { cardFault, looksLikeCard, nameDamaged, type CardFault } from './card-doubts.ts';
import { readCardText } from './card-text.ts';
import type { Reception } from './reception-context.ts';

/** What a card changed of what stood in the form before. */
export interface CardChange {
  readonly field: 'identity' | 'name' | 'birth-date';
  readonly from: string;
  readonly to: string;
}

/** What came of a card that was scanned. */
export type CardNote =
  | { readonly kind: 'filled'; readonly changed: readonly CardChange[]; readonly damaged: boolean }
  | { readonly kind: 'refused'; readonly fault: CardFault | 'none' | 'other' };

/** Fills the applicant from a card's QR, typed by a scanner or seen in a picture; null for a text that is none. */
export function takeCard(form: Reception['form'], typed: string, catalogue: Catalogue): CardNote | null {
  if (!looksLikeCard(typed)) return null;
  const fault = cardFault(typed);
  if (fault) return { kind: 'refused', fault };
  const card = readCardText(typed, catalogue.wards);
  if (!card) return { kind: 'refused', fault: 'fields' };
  const before = form.getValues('applicant');
  // The number's own box holds the scanner's text by now: only a whole number there was one before.
  const numberBefore = before.identity.number === typed ? '' : before.identity.number;
  const changed: readonly CardChange[] = [
    { field: 'identity', from: numberBefore, to: card.number },
    { field: 'name', from: before.name, to: card.name },
    { field: 'birth-date', from: before.birthDate, to: card.birthDate },
  ];
  form.setValue('applicant.kind', 'person');
  form.setValue('applicant.identity', { kind: 'citizen-id', number: card.number });
  form.setValue('scanned', { number: card.number, sex: card.sex });
  form.setValue('applicant.name', card.name);
  form.setValue('applicant.birthDate', card.birthDate);
  if (card.address) form.setValue('applicant.address', card.address);
  return {
    kind: 'filled',
    changed: changed.filter(({ from, to }) => normaliseLine(from) !== '' && normaliseLine(from) !== to),
    damaged: nameDamaged(card.name),
  };
}
