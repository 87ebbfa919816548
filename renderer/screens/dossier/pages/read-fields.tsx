import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../../components/text-field.tsx';
import { SURE } from '../../../pages/reading/read-fields.ts';
import styles from './pages.module.css';
import type { FieldAtHand, ReadingAtHand } from './use-reading.ts';

type Names =
  'name' | 'birthDate' | 'identity' | 'address' | 'phone' | 'request' | 'birthPlace' | 'mother' | 'father';

function stateOf({ found, value, confirmed }: FieldAtHand) {
  if (confirmed) return found.read === value ? 'confirmed' : 'corrected';
  if (found.read === null) return 'not-found';
  return found.confidence < SURE ? 'unsure' : 'read';
}

/** What was read, field by field: Enter confirms one and goes to the next. What is not confirmed is not kept. */
export function ReadFields({
  reading,
  onType,
  onConfirm,
}: {
  readonly reading: ReadingAtHand;
  readonly onType: (field: string, value: string) => void;
  readonly onConfirm: (field: string) => void;
}) {
  const { t } = useTranslation('pages');
  const box = useRef<HTMLDivElement>(null);
  return (
    <div
      ref={box}
      className={styles.read}
      role="group"
      aria-label={t('read.title')}
      data-testid="read-fields"
    >
      <p className={styles.keys}>{t('read.about')}</p>
      {reading.fields.map((field, i) => {
        const name = field.found.field;
        const state = stateOf(field);
        return (
          <div key={name} className={styles.readField} data-state={state}>
            <TextField
              label={t(`field.${name as Names}`)}
              hint={t(`read.${state}`, { percent: field.found.confidence, page: field.found.page })}
              value={field.value}
              autoFocus={i === 0}
              onChange={(event) => onType(name, event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.ctrlKey || event.altKey || event.nativeEvent.isComposing)
                  return;
                event.preventDefault();
                const inputs = [...(box.current?.querySelectorAll('input') ?? [])];
                if (!event.shiftKey && field.value.trim() !== '') onConfirm(name);
                inputs[i + (event.shiftKey ? -1 : 1)]?.focus();
              }}
            />
          </div>
        );
      })}
    </div>
  );
}
