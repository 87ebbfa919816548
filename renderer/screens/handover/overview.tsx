import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { mayReceive, openDifferences } from '../../../shared/domain/handover/batch-rules.ts';
import { batchNumber, type SentBatch } from '../../../shared/domain/handover/batch.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { VirtualList } from '../../components/virtual-list.tsx';
import { useAge } from '../../i18n/age.ts';
import { services } from '../../session/services.ts';
import { goTo, useSession } from '../../session/session.ts';
import { refusedBatches } from '../../store/batches.ts';
import screen from '../screen.module.css';
import type { HandoverPlaces } from './handover-screen.tsx';
import styles from './handover.module.css';

type Standing = 'refused' | 'differences' | 'to-receive' | 'on-the-way' | 'done';
const ORDER: readonly Standing[] = ['refused', 'differences', 'to-receive', 'on-the-way', 'done'];

/** How a batch stands for an office. */
function standingOf(batch: SentBatch, office: string, refused: boolean): Standing {
  if (refused) return 'refused';
  if (openDifferences(batch).length > 0) return 'differences';
  if (batch.received) return 'done';
  return mayReceive(batch, office) ? 'to-receive' : 'on-the-way';
}

function BatchRow({ batch, standing }: { readonly batch: SentBatch; readonly standing: Standing }) {
  const { t } = useTranslation('handover');
  const age = useAge();
  const own = useSession((session) => session.device?.office.id);
  const { sent } = batch;
  const side =
    batch.office === own
      ? t('row.to', { name: sent.to.nameVi })
      : t('row.from', { name: sent.from ?? batch.office });
  return (
    <div className={styles.row}>
      <span className={styles.standing} data-standing={standing}>
        {t(`standing.${standing}`)}
      </span>
      <span className={styles.code}>{batchNumber(batch)}</span>
      <span className={styles.name}>{side}</span>
      <span>{t(sent.results ? 'row.results' : 'row.dossiers', { count: sent.lines.length })}</span>
      <span>{t('row.age', { age: age(sent.at) })}</span>
      <span>
        {standing === 'differences' && t('row.differences', { count: openDifferences(batch).length })}
      </span>
    </div>
  );
}

/** Batches that need somebody first: refused ones and differences, then what waits to be received, then what is on its way. */
export function Overview({ office, batches }: HandoverPlaces) {
  const { t } = useTranslation('handover');
  const staff = useSession((session) => session.staff);
  const places = office.handsOverTo ?? [];
  const blocked = staff ? (places.length > 0 ? null : t('blocked.no-places')) : t('blocked.sign-in');
  const make = () => {
    if (blocked === null) goTo('handover', { view: 'make' });
  };
  useHotkeys([{ keys: 'Alt+N', label: t('do.make'), run: make }]);
  const refused = useLiveQuery(() => refusedBatches(services().db, batches), [batches]);
  const rows = batches
    .map((batch) => ({ batch, standing: standingOf(batch, office.id, refused?.has(batch.id) ?? false) }))
    .sort((a, b) => ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing));
  return (
    <div className={screen.screen}>
      <div className={screen.head}>
        <div>
          <h1>{t('title')}</h1>
          <p className={screen.muted}>{t('intro')}</p>
        </div>
        <div className={`${screen.row} ${screen.spread}`}>
          <ActionButton look="primary" keys="Alt+N" onPress={make} blocked={blocked}>
            {t('do.make')}
          </ActionButton>
        </div>
      </div>
      {rows.length === 0 ? (
        <p className={screen.empty} role="status">
          {t('empty')}
        </p>
      ) : (
        <div className={screen.list}>
          <VirtualList
            label={t('list')}
            items={rows}
            keyOf={({ batch }) => batch.id}
            render={({ batch, standing }) => <BatchRow batch={batch} standing={standing} />}
            onOpen={({ batch }) => goTo('handover', { batchId: batch.id })}
            autoFocus
          />
        </div>
      )}
    </div>
  );
}
