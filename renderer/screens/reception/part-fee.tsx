import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { formatDong } from '../../../shared/domain/money.ts';
import { Money } from '../../components/money.tsx';
import { NumberField } from '../../components/number-field.tsx';
import { Section } from '../../components/section.tsx';
import { TextField } from '../../components/text-field.tsx';
import { ChoiceField } from './choice-field.tsx';
import { usePreview, useProcedure, useReception, useTextField } from './reception-context.ts';
import { feeWords } from './procedure-words.ts';
import styles from './reception.module.css';
import { neededCounts } from './reception-values.ts';

/** Part 5: what it costs, whether it is paid, and what else to remember. */
export function PartFee() {
  const { t } = useTranslation(['reception', 'common']);
  const field = useTextField();
  const { form } = useReception();
  const procedure = useProcedure();
  const { fee } = usePreview();
  const needed = neededCounts(procedure);
  const online = Number(useWatch({ control: form.control, name: 'paidOnline' }));
  return (
    <Section number={5} title={t('part.fee')}>
      <div className={styles.row}>
        {needed.pages && <NumberField {...field('feeCounts.pages')} label={t('label.pages')} />}
        {needed.copies && <NumberField {...field('feeCounts.copies')} label={t('label.copies')} />}
        <div>
          <span className={styles.label}>{t('fee.total')}</span>
          <output className={styles.total}>
            {fee ? fee.total === 0 ? t('fee.free') : <Money amount={fee.total} /> : '—'}
          </output>
          {procedure && fee && fee.total > 0 && (
            <span className={styles.quiet}>{feeWords(t, procedure.fees)}</span>
          )}
        </div>
        {online > 0 && <p>{t('paid.online', { amount: formatDong(online) })}</p>}
        {(fee === null || fee.total > online) && (
          <ChoiceField
            path="paid"
            label={t('label.paid')}
            options={[
              { value: 'none', label: t('paid.none') },
              { value: 'cash', label: t('paid.cash') },
              { value: 'transfer', label: t('paid.transfer') },
            ]}
          />
        )}
      </div>
      <TextField
        {...field('note', 'lines')}
        label={t('label.note')}
        hint={`${t('common:optional')} · ${t('hint.line-break')}`}
        multiline
        rows={2}
      />
    </Section>
  );
}
