import { useTranslation } from 'react-i18next';
import type { SentBatch } from '../../../shared/domain/handover/batch.ts';
import type { Refusal } from '../../../shared/portal/contract.ts';
import { TextField } from '../../components/text-field.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { goTo } from '../../session/session.ts';
import { giveUpBatch } from '../../use-cases/give-up-batch.ts';
import { PanelForm } from '../dossier/panel-form.tsx';
import { typedIn } from '../typed-in.ts';
import { useRequest } from '../use-request.ts';
import { addToList } from './list-draft.ts';

interface GiveUpFormProps {
  readonly batch: SentBatch;
  readonly refusal: Refusal;
  readonly onCancel: () => void;
}

/** Gives up a batch that the portal refused, with a reason; what may go all the same is on the next list already. */
export function GiveUpForm({ batch, refusal, onCancel }: GiveUpFormProps) {
  const { t } = useTranslation('handover');
  const errorText = useErrorText();
  const { errors, run } = useRequest();
  const { lines, to } = batch.sent;
  // The portal names the first dossier that stands in the way.
  const refused = lines.find(({ code }) => code === refusal.params?.['code']);
  async function submit(values: FormData): Promise<boolean> {
    const done = await run(() => giveUpBatch(batch.id, typedIn(values, 'reason')));
    if (!done) return false;
    await addToList(
      to.id,
      lines.filter((line) => line !== refused),
    );
    goTo('handover', { view: 'make' });
    return true;
  }
  const [error] = errors;
  return (
    <PanelForm
      title={t('give-up.title')}
      save={t('give-up.save')}
      error={error && error.field !== 'reason' ? errorText(error) : null}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <p>{t('give-up.what', { number: lines.length })}</p>
      {refused && <p>{t('give-up.without', { code: refused.code, name: refused.applicantName })}</p>}
      <TextField
        name="reason"
        label={t('give-up.reason')}
        autoFocus
        error={error?.field === 'reason' ? errorText(error) : null}
      />
    </PanelForm>
  );
}
