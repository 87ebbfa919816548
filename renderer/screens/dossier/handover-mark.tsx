import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { standingIn } from '../../../shared/domain/handover/batch-rules.ts';
import { batchNumber } from '../../../shared/domain/handover/batch.ts';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import { Notice } from '../../components/notice.tsx';
import { formatWhen } from '../../i18n/when.ts';
import { services } from '../../session/services.ts';
import { batchOfDossier } from '../../store/batches.ts';

/** Where the dossier is between two offices, as long as that is something to know. */
export function HandoverMark({ dossier }: { readonly dossier: Dossier }) {
  const { t, i18n } = useTranslation('handover');
  const batch = useLiveQuery(() => batchOfDossier(services().db, dossier), [dossier]);
  const standing = batch && standingIn(batch, dossier.id);
  if (!batch || !standing) return null;
  const words = {
    number: batchNumber(batch),
    to: batch.sent.to.nameVi,
    when: formatWhen(batch.sent.at, 'full', i18n.language),
    note: standing.settled?.explanation ?? standing.difference?.note ?? '',
  };
  if (standing.settled?.outcome === 'lost') return <Notice kind="warning">{t('mark.lost', words)}</Notice>;
  if (standing.settled || standing.state === 'received') return null;
  return (
    <Notice kind={standing.state === 'on-the-way' ? 'info' : 'warning'}>
      {t(`mark.${standing.state}`, words)}
    </Notice>
  );
}
