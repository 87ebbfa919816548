import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { CheckField } from '../../components/check-field.tsx';
import { Section } from '../../components/section.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { AddressFields } from './address-fields.tsx';
import { CardReader } from './card-reader.tsx';
import { ChoiceField } from './choice-field.tsx';
import { DoubtField } from './doubt-field.tsx';
import { Consent } from './part-guide.tsx';
import { MemoryLine } from './memory-line.tsx';
import { useReception, useTextField } from './reception-context.ts';
import styles from './reception.module.css';

/** Part 2: whose dossier it is, and who hands it in for them. */
export function PartApplicant({ number = 2 }: { readonly number?: number }) {
  const { t } = useTranslation(['reception', 'common']);
  const { form, mode } = useReception();
  const field = useTextField();
  const [kind, represented] = useWatch({ control: form.control, name: ['applicant.kind', 'represented'] });
  const optional = t('common:optional');
  return (
    <Section
      number={number}
      title={t('part.applicant')}
      aside={mode === 'guide' && <span className={styles.quiet}>{t('guide.only-if')}</span>}
    >
      <ChoiceField
        path="applicant.kind"
        label={t('label.applicant-kind')}
        hideLabel
        options={[
          { value: 'person', label: t('kind.person') },
          { value: 'organisation', label: t('kind.organisation') },
        ]}
      />
      <div className={styles.grid}>
        {kind === 'person' ? (
          <IdentityFields path="applicant.identity" />
        ) : (
          <TextField
            {...field('applicant.taxCode')}
            label={t('label.tax-code')}
            className={styles.half}
            inputMode="numeric"
          />
        )}
        <TextField
          {...field('applicant.name')}
          label={t(kind === 'person' ? 'label.name' : 'label.organisation-name')}
          className={kind === 'person' ? styles.wide : styles.half}
        />
        <MemoryLine />
        {kind === 'person' && (
          <TextField
            {...field('applicant.birthDate', 'date')}
            label={t('label.birth-date')}
            hint={optional}
            placeholder={t('placeholder.date')}
            className={styles.third}
            inputMode="numeric"
          />
        )}
        <TextField
          {...field('applicant.phone')}
          label={t('label.phone')}
          className={kind === 'person' ? styles.third : styles.half}
          inputMode="tel"
        />
        <TextField
          {...field('applicant.email')}
          label={t('label.email')}
          hint={optional}
          className={kind === 'person' ? styles.third : styles.half}
          inputMode="email"
        />
        {kind === 'person' && <CardReader />}
        {kind === 'person' && <DoubtField />}
        <AddressFields path="applicant.address" hint={optional} />
      </div>
      {mode === 'guide' && <Consent />}
      {mode === 'receive' && (
        <CheckField
          selected={represented}
          onChange={(on) => {
            form.setValue('represented', on);
          }}
        >
          {t('label.represented')}
        </CheckField>
      )}
      {mode === 'receive' && represented && <RepresentativeFields />}
    </Section>
  );
}

/** Number first: a card scanned into it fills the rest. */
function IdentityFields({ path }: { readonly path: 'applicant.identity' | 'representative.identity' }) {
  const { t } = useTranslation('reception');
  const { form, leave } = useReception();
  const field = useTextField();
  const { name, ref, onChange } = form.register(`${path}.kind`);
  return (
    <>
      <TextField
        {...field(`${path}.number`)}
        label={t('label.identity')}
        className={styles.third}
        inputMode="numeric"
      />
      <SelectField
        name={name}
        ref={ref}
        onChange={(event) => {
          void onChange(event);
          leave(`${path}.number`);
        }}
        label={t('label.identity-kind')}
        className={styles.narrow}
        data-enter-skip=""
        options={[
          { value: 'citizen-id', label: t('identity.citizen-id') },
          { value: 'old-id', label: t('identity.old-id') },
          { value: 'passport', label: t('identity.passport') },
        ]}
      />
    </>
  );
}

function RepresentativeFields() {
  const { t } = useTranslation('reception');
  const field = useTextField();
  return (
    <fieldset className={styles.fieldset}>
      <legend>{t('label.representative')}</legend>
      <div className={styles.grid}>
        <IdentityFields path="representative.identity" />
        <TextField {...field('representative.name')} label={t('label.name')} className={styles.wide} />
        <TextField
          {...field('representative.phone')}
          label={t('label.phone')}
          className={styles.third}
          inputMode="tel"
        />
        <TextField
          {...field('representative.authority')}
          label={t('label.authority')}
          className={styles.rest}
          placeholder={t('placeholder.authority')}
        />
      </div>
    </fieldset>
  );
}
