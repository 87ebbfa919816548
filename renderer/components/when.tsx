import { useTranslation } from 'react-i18next';
import { dayOf } from '../../shared/clock.ts';
import { formatWhen, type WhenStyle } from '../i18n/when.ts';
import { useNow } from '../i18n/use-now.ts';

/**
 * A UTC instant on the counter's wall clock, e.g. `08:42 T4 17/08/2022`. With `style="near"` today's times are bare
 * (`08:42`) and others carry their date.
 */
export function When({ at, style = 'full' }: { readonly at: string; readonly style?: WhenStyle | 'near' }) {
  const { i18n } = useTranslation();
  const now = useNow();
  const chosen = style === 'near' ? (dayOf(at) === dayOf(now) ? 'time' : 'full') : style;
  return (
    <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
      {formatWhen(at, chosen, i18n.language)}
    </time>
  );
}
