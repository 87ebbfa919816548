import type { AppError } from '../../../shared/errors.ts';
import { Notice } from '../../components/notice.tsx';
import { useErrorText } from '../../i18n/error-text.ts';

/** All there is to show when the data could not be opened: nothing is written over it. */
export function StartFailure({ error }: { readonly error: AppError }) {
  const errorText = useErrorText();
  return (
    <main style={{ maxWidth: '40rem', margin: '10vh auto' }}>
      <Notice kind="error">{errorText(error)}</Notice>
    </main>
  );
}
