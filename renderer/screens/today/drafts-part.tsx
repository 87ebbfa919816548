import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';
import { Confirm } from '../../components/dialog.tsx';
import { When } from '../../components/when.tsx';
import { services } from '../../session/services.ts';
import { goTo } from '../../session/session.ts';
import { deleteDraft, receptionDrafts, type Draft } from '../../store/drafts.ts';
import { currentCatalogue } from '../../store/queries.ts';
import { summariseDraft } from './draft-summary.ts';
import styles from './today.module.css';

const SHOWN = 20;

function useDrafts() {
  return useLiveQuery(async () => {
    const { db } = services();
    const [all, catalogue] = await Promise.all([receptionDrafts(db), currentCatalogue(db)]);
    const names = new Map(catalogue?.procedures.map((procedure) => [procedure.code, procedure.nameVi]));
    return all.map((draft) => {
      const { name, procedureCode } = summariseDraft(draft);
      return { draft, name, procedure: names.get(procedureCode) ?? procedureCode };
    });
  }, []);
}

/** Entries begun and not saved: to go on with, or to throw away after a question. */
export function DraftsPart() {
  const { t } = useTranslation('today');
  const [leaving, setLeaving] = useState<{ readonly draft: Draft; readonly name: string } | null>(null);
  const found = useDrafts() ?? [];
  if (found.length === 0) return null;
  return (
    <section className={styles.drafts} aria-label={t('drafts.title')}>
      <h2>{t('drafts.title')}</h2>
      <ul>
        {found.slice(0, SHOWN).map(({ draft, name, procedure }) => {
          const shownName = name || t('drafts.unnamed');
          return (
            <li key={draft.id} className={styles.draft}>
              <span className={styles.name}>{shownName}</span>
              <span className={styles.procedure}>{procedure || t('drafts.no-procedure')}</span>
              <When at={draft.updatedAt} style="near" />
              <ActionButton
                look="quiet"
                aria-label={t('drafts.continue-label', { name: shownName })}
                onPress={() => goTo('reception', { draftId: draft.id })}
              >
                {t('drafts.continue')}
              </ActionButton>
              <ActionButton
                look="quiet"
                aria-label={t('drafts.delete-label', { name: shownName })}
                onPress={() => setLeaving({ draft, name: shownName })}
              >
                {t('drafts.delete')}
              </ActionButton>
            </li>
          );
        })}
      </ul>
      {found.length > SHOWN && <p>{t('drafts.more', { count: found.length - SHOWN })}</p>}
      {leaving && (
        <Confirm
          title={t('drafts.confirm-title')}
          action={t('drafts.confirm-action')}
          onCancel={() => setLeaving(null)}
          onConfirm={() => {
            setLeaving(null);
            void deleteDraft(services().db, leaving.draft.id);
          }}
        >
          {t('drafts.confirm-text', { name: leaving.name })}
        </Confirm>
      )}
    </section>
  );
}
