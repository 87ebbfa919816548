import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import type { PrintJob } from './use-receipt-print.ts';

/** How the print of a dossier's paper goes; a failed one is told elsewhere. */
export function PrintState({ dossier, job }: { readonly dossier: Dossier; readonly job: PrintJob | null }) {
  const { t } = useTranslation('reception');
  if (job?.dossier.id !== dossier.id || job.state === 'failed') return null;
  return (
    <p role="status">
      {job.state === 'printing' ? t('print.printing') : t('print.printed', { where: job.where })}
    </p>
  );
}
