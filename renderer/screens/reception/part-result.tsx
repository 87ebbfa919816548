import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';
import { NumberField } from '../../components/number-field.tsx';
import { Section } from '../../components/section.tsx';
import { normaliseLine } from '../../../shared/domain/text.ts';
import { AddressFields } from './address-fields.tsx';
import { ChoiceField } from './choice-field.tsx';
import { usePreview, useReception, useTextField } from './reception-context.ts';
import styles from './reception.module.css';

/** Part 4: how it came in and where the result goes. */
export function PartResult() {
  const { t } = useTranslation('reception');
  const { form } = useReception();
  const field = useTextField();
  const delivery = useWatch({ control: form.control, name: 'delivery.kind' });
  return (
    <Section number={4} title={t('part.result')}>
      <div className={styles.row}>
        <ChoiceField
          path="channel"
          label={t('label.channel')}
          options={[
            { value: 'in-person', label: t('channel.in-person') },
            { value: 'online', label: t('channel.online') },
            { value: 'postal', label: t('channel.postal') },
          ]}
        />
        <NumberField {...field('sets')} label={t('label.sets')} />
      </div>
      <ChoiceField
        path="delivery.kind"
        label={t('label.delivery')}
        options={[
          { value: 'counter', label: t('delivery.counter') },
          { value: 'home', label: t('delivery.home') },
          { value: 'online', label: t('delivery.online') },
        ]}
      />
      {delivery === 'home' && <HomeAddress />}
    </Section>
  );
}

/** Where a result sent home goes. */
export function HomeAddress() {
  const { t } = useTranslation('reception');
  const { form, leave } = useReception();
  const { errors } = usePreview();
  const unknownWard = errors.some((error) => error.code === 'ward-unknown');
  const kept = useWatch({ control: form.control, name: 'keptWard' });
  const ward = useWatch({ control: form.control, name: 'delivery.address.ward' });

  function copyAddress() {
    form.setValue('delivery.address', form.getValues('applicant.address'));
    leave('delivery.address.ward');
  }

  function keepWard() {
    form.setValue('keptWard', normaliseLine(form.getValues('delivery.address.ward')));
    leave('delivery.address.ward');
  }

  return (
    <fieldset className={styles.fieldset}>
      <legend>{t('label.delivery-address')}</legend>
      <div className={styles.grid}>
        <AddressFields path="delivery.address" />
      </div>
      <div className={styles.actions}>
        <ActionButton onPress={copyAddress}>{t('delivery.copy')}</ActionButton>
        {unknownWard && <ActionButton onPress={keepWard}>{t('ward.keep')}</ActionButton>}
        {!unknownWard && kept !== '' && kept === normaliseLine(ward) && (
          <span className={styles.quiet}>{t('ward.kept')}</span>
        )}
      </div>
    </fieldset>
  );
}
