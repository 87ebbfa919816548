import { useMemo } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { foldedWords } from '../../../shared/domain/text.ts';
import { ComboSearch } from '../../components/combo-search.tsx';
import { TextField } from '../../components/text-field.tsx';
import { findUnit, formerNameMeant, wardsFor } from '../../use-cases/find-ward.ts';
import { useReception, useTextField } from './reception-context.ts';
import styles from './reception.module.css';

type AddressPath = 'applicant.address' | 'delivery.address';

/** Street, ward with the list's names as you type, province. */
export function AddressFields({ path, hint }: { readonly path: AddressPath; readonly hint?: string }) {
  const { t } = useTranslation('reception');
  const field = useTextField();
  return (
    <>
      <TextField {...field(`${path}.street`)} label={t('label.street')} hint={hint} className={styles.wide} />
      <WardField path={path} />
      <TextField {...field(`${path}.province`)} label={t('label.province')} className={styles.narrow} />
    </>
  );
}

function WardField({ path }: { readonly path: AddressPath }) {
  const { t } = useTranslation('reception');
  const { form, catalogue, errorOf, leaveText, focusNext } = useReception();
  const name = `${path}.ward` as const;
  const [typed, province, formerly] = useWatch({
    control: form.control,
    name: [name, `${path}.province`, `${path}.formerly`],
  });
  const wanted = foldedWords(typed).join(' ');
  const options = useMemo(() => {
    return wardsFor(catalogue.wards, wanted).map((ward) => {
      const formerly = ward.formerly.filter((old) => old !== ward.name);
      return {
        id: ward.name,
        text: ward.name,
        ...(formerly.length > 0 ? { detail: t('ward.formerly', { names: formerly.join(', ') }) } : {}),
      };
    });
  }, [catalogue.wards, wanted, t]);

  function leaveWard() {
    // Typed without its marks or its "Phường", or by its name of before 2025, it is still that ward.
    const known = findUnit(catalogue.wards, form.getValues(name), province);
    if (known && known.ward.name !== form.getValues(name)) {
      form.setValue(name, known.ward.name);
      form.setValue(`${path}.formerly`, known.formerly ?? '');
    }
    leaveText(name, 'line');
  }

  return (
    <div data-field={name} className={styles.third}>
      <ComboSearch
        label={t('label.ward')}
        error={errorOf(name)}
        options={options}
        text={typed}
        onText={(text) => {
          if (text === form.getValues(name)) return;
          form.setValue(name, text);
          // Another ward was called something else.
          form.setValue(`${path}.formerly`, '');
        }}
        selected={null}
        onSelect={(id) => {
          const ward = catalogue.wards.find((each) => each.name === id);
          const before = ward ? formerNameMeant(ward, form.getValues(name)) : null;
          form.setValue(name, id);
          form.setValue(`${path}.formerly`, before ?? '');
          focusNext();
        }}
        onBlur={leaveWard}
        emptyText={t('ward.none')}
        allowOther
        description={formerly === '' ? undefined : t('ward.formerly', { names: formerly })}
      />
    </div>
  );
}
