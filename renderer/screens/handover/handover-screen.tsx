import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import type { SentBatch } from '../../../shared/domain/handover/batch.ts';
import type { Office } from '../../../shared/domain/procedure.ts';
import { services } from '../../session/services.ts';
import { useSession } from '../../session/session.ts';
import { allBatches } from '../../store/batches.ts';
import { currentCatalogue } from '../../store/queries.ts';
import screen from '../screen.module.css';
import { BatchView } from './batch-view.tsx';
import { MakeBatch } from './make-batch.tsx';
import { Overview } from './overview.tsx';

/** What every part of the screen works on. */
export interface HandoverPlaces {
  readonly office: Office;
  readonly batches: readonly SentBatch[];
}

function useHandover(): HandoverPlaces | null | undefined {
  const own = useSession((session) => session.device?.office.id);
  const office = useLiveQuery(async () => {
    const catalogue = await currentCatalogue(services().db);
    return catalogue?.offices.find(({ id }) => id === own) ?? null;
  }, [own]);
  const batches = useLiveQuery(() => allBatches(services().db), []);
  if (office === null) return null;
  return office && batches ? { office, batches } : undefined;
}

/** Handing over between offices, in batches: what is on its way, a new list, one batch. */
export function HandoverScreen() {
  const { t } = useTranslation('handover');
  const params = useSession((session) => session.screen.params);
  const found = useHandover();
  if (found === undefined) return null;
  if (found === null) return <p className={screen.empty}>{t('no-office')}</p>;
  if (params['view'] === 'make') return <MakeBatch {...found} />;
  const batch = found.batches.find(({ id }) => id === params['batchId']);
  return batch ? <BatchView key={batch.id} {...found} batch={batch} /> : <Overview {...found} />;
}
