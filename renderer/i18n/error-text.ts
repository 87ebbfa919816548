import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { formatDong } from '../../shared/domain/money.ts';
import type { AppError } from '../../shared/errors.ts';
import { formatDay } from './when.ts';

/** One error in the user's language: what happened, what is safe, what to do; with its reference for support if any. */
export function errorText(t: TFunction<['errors']>, error: AppError): string {
  const day = error.params?.['day'];
  const dong = error.params?.['dong'];
  const params = {
    ...error.params,
    ...(typeof day === 'string' ? { day: formatDay(day) } : {}),
    ...(typeof dong === 'number' ? { dong: formatDong(dong) } : {}),
  };
  const sentence = t(error.code, { ns: 'errors', ...params });
  return error.reference === undefined
    ? sentence
    : `${sentence} ${t('with-reference', { ns: 'errors', reference: error.reference })}`;
}

/** Gives the sentence of an error in the language of the screen. */
export function useErrorText(): (error: AppError) => string {
  const { t } = useTranslation(['errors']);
  return (error) => errorText(t, error);
}
