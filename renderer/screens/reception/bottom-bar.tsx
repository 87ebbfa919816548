import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/errors.ts';
import { ActionButton } from '../../components/action-button.tsx';
import type { DraftState } from './draft-writer.ts';
import { fieldLabel, inPageOrder } from './field-labels.ts';
import { usePreview, useReception } from './reception-context.ts';
import styles from './reception.module.css';

// More than these would push the save key away; the first ones lead to the rest.
const SHOWN = 4;

/** What stands between the clerk and saving, each a jump to its field, and the key that saves. */
export function BottomBar({
  draftState,
  onSave,
}: {
  readonly draftState: DraftState;
  readonly onSave: () => void;
}) {
  const { t } = useTranslation('reception');
  const { mode } = useReception();
  const { errors, missing } = usePreview();
  return (
    <div className={styles.bar}>
      <div className={styles.left}>
        {errors.length > 0 && <Jumps label={t('bar.wrong')} errors={errors} />}
        {missing.length > 0 && <Jumps label={t('bar.missing')} errors={missing} />}
        {errors.length + missing.length === 0 && (
          <span>{t(mode === 'guide' ? 'guide.complete' : 'bar.complete')}</span>
        )}
        {draftState === 'failed' && <span className={styles.error}>{t('bar.draft-failed')}</span>}
      </div>
      <div data-enter-stop="" className={styles.save}>
        <ActionButton look="primary" keys="Ctrl+Enter" onPress={onSave}>
          {t(mode === 'guide' ? 'guide.save' : 'bar.save')}
        </ActionButton>
      </div>
    </div>
  );
}

function Jumps({ label, errors }: { readonly label: string; readonly errors: readonly AppError[] }) {
  const { t } = useTranslation('reception');
  const { form, focusField } = useReception();
  const organisation = form.getValues('applicant.kind') === 'organisation';
  const labels = new Map(
    inPageOrder(errors).map(({ field = '' }) => [fieldLabel(t, field, organisation), field]),
  );
  const shown = [...labels].slice(0, SHOWN);
  return (
    <span className={styles.jumps}>
      {label}
      {shown.map(([name, path]) => (
        <button
          key={path}
          type="button"
          className={styles.jump}
          onClick={() => {
            focusField(path);
          }}
        >
          {name}
        </button>
      ))}
      {labels.size > SHOWN && <span>{t('bar.more', { count: labels.size - SHOWN })}</span>}
    </span>
  );
}
