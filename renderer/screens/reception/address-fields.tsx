import { useMemo } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { foldedWords } from '../../../shared/domain/text.ts';
import { ComboSearch } from '../../components/combo-search.tsx';
import { TextField } from '../../components/text-field.tsx';
import { findWard } from '../../use-cases/find-ward.ts';
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
  const [typed, province] = useWatch({ control: form.control, name: [name, `${path}.province`] });
  const wanted = foldedWords(typed).join(' ');
  const options = useMemo(() => {
    const words = wanted.split(' ').filter((word) => word !== '');
    return catalogue.wards
      .filter((ward) => {
        const own = foldedWords(`${ward.name} ${ward.formerly.join(' ')}`);
        return words.every((word) => own.some((each) => each.startsWith(word)));
      })
      .map((ward) => {
        const formerly = ward.formerly.filter((old) => old !== ward.name);
        return {
          id: ward.name,
          text: ward.name,
          ...(formerly.length > 0 ? { detail: t('ward.formerly', { names: formerly.join(', ') }) } : {}),
        };
      });
  }, [catalogue.wards, wanted, t]);

  function leaveWard() {
    // Typed without its marks or its "Phường", it is still that ward.
    const known = findWard(catalogue.wards, form.getValues(name), province);
    if (known && known.name !== form.getValues(name)) form.setValue(name, known.name);
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
          if (text !== form.getValues(name)) form.setValue(name, text);
        }}
        selected={null}
        onSelect={(id) => {
          form.setValue(name, id);
          focusNext();
        }}
        onBlur={leaveWard}
        emptyText={t('ward.none')}
        allowOther
      />
    </div>
  );
}
