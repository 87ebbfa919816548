import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { doubtOf } from '../../../shared/domain/party.ts';
import { CheckField } from '../../components/check-field.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { usePreview, useReception } from './reception-context.ts';
import { doubtKey } from './reception-values.ts';
import styles from './reception.module.css';

/** What the identity number contradicts, to be kept by a clerk who saw the papers. Nothing while all agrees. */
export function DoubtField() {
  const { doubts } = usePreview();
  return doubts.length === 0 ? null : <Keep doubts={doubts} />;
}

function Keep({ doubts }: { readonly doubts: ReturnType<typeof usePreview>['doubts'] }) {
  const { t } = useTranslation('reception');
  const { form, leave } = useReception();
  const [kept, applicant, scanned] = useWatch({
    control: form.control,
    name: ['keptDoubt', 'applicant', 'scanned'],
  });
  const key = doubtKey({ applicant, scanned });
  const selected = kept === key;
  const keep = (on: boolean) => {
    form.setValue('keptDoubt', on ? key : '');
    leave('applicant.birthDate');
    leave('applicant.identity.number');
  };
  useHotkeys([
    {
      keys: 'Alt+G',
      label: t('doubt.keep'),
      run: () => {
        keep(!selected);
      },
    },
  ]);
  const what = doubts.map((error) =>
    doubtOf(error) === 'sex'
      ? t('doubt.sex')
      : t('doubt.birth-year', { year: error.params?.['year'], typed: applicant.birthDate }),
  );
  return (
    <div className={`${styles.whole} ${styles.doubt}`} role="status">
      <CheckField selected={selected} onChange={keep}>
        {what.join(' ')} {t('doubt.keep')} (Alt+G)
      </CheckField>
    </div>
  );
}
