import { useTranslation } from 'react-i18next';
import type { CorrectableField } from '../../../shared/domain/dossier/correction.ts';
import type { Address, Delivery } from '../../../shared/domain/party.ts';
import { formatDay, formatWhen } from '../../i18n/when.ts';

/** Gives the texts of this screen. */
type DossierText = ReturnType<typeof useTranslation<'dossier'>>['t'];

/** An address on one line, with the ward's name of before 2025 where it is known. */
export function addressText({ street, ward, province, formerly }: Address): string {
  const text = [street, ward, province].join(', ');
  return formerly === undefined ? text : `${text} (${formerly})`;
}

/** Where the result goes, in words. */
export function deliveryText(t: DossierText, delivery: Delivery): string {
  return delivery.kind === 'home'
    ? t('delivery.home-at', { address: addressText(delivery.address) })
    : t(`delivery.${delivery.kind}`);
}

/** Gives the value of a correctable field in words; events carry values as JSON, checked when they were read. */
export function useFieldText(): (field: CorrectableField, value: unknown) => string {
  const { t, i18n } = useTranslation('dossier');
  return (field, value) => {
    if (value === null || value === '' || value === undefined) return t('empty-value');
    const plain = typeof value === 'string' ? value : JSON.stringify(value);
    switch (field) {
      case 'applicant.address':
        return addressText(value as Address);
      case 'delivery':
        return deliveryText(t, value as Delivery);
      case 'applicant.birthDate':
        return formatDay(plain);
      case 'dueAt':
        return formatWhen(plain, 'full', i18n.language);
      case 'applicant.name':
      case 'applicant.identity.number':
      case 'applicant.taxCode':
      case 'applicant.phone':
      case 'applicant.email':
      case 'note':
        return plain;
    }
  };
}
