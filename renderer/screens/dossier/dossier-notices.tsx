import { useTranslation } from 'react-i18next';
import { isEnded } from '../../../shared/domain/dossier/life.ts';
import { stageOf, type Dossier } from '../../../shared/domain/dossier/state.ts';
import { Notice } from '../../components/notice.tsx';
import { formatWhen } from '../../i18n/when.ts';
import type { DossierView } from '../../store/queries.ts';
import styles from './dossier.module.css';

type Kind = { readonly kind: 'info' | 'warning'; readonly title?: string; readonly text: string };

function useNotices(dossier: Dossier, sync: DossierView['sync']): readonly Kind[] {
  const { t, i18n } = useTranslation('dossier');
  const { reception } = dossier;
  return [
    dossier.outOfScope !== undefined &&
      ({
        kind: 'warning',
        title: t('notice.out-of-scope-title'),
        text: t('notice.out-of-scope', {
          reason: dossier.outOfScope.reason,
          when: formatWhen(dossier.outOfScope.at, 'full', i18n.language),
        }),
      } as const),
    sync === 'needs-attention' &&
      ({ kind: 'warning', title: t('notice.attention-title'), text: t('notice.attention') } as const),
    // Once the dossier has ended nobody comes with the paper any more.
    dossier.receiptOutdated &&
      !isEnded(stageOf(dossier)) &&
      ({ kind: 'warning', title: t('notice.outdated-title'), text: t('notice.outdated') } as const),
    dossier.prints.length === 0 && ({ kind: 'info', text: t('notice.unprinted') } as const),
    reception?.provisional === true &&
      !dossier.acceptance?.linkedCode &&
      ({ kind: 'info', title: t('notice.provisional-title'), text: t('notice.provisional') } as const),
    reception?.deadline.beyondCalendar === true && ({ kind: 'info', text: t('notice.beyond') } as const),
    dossier.unknownTypes.length > 0 && ({ kind: 'info', text: t('notice.newer') } as const),
  ].filter((notice) => notice !== false);
}

/** What a clerk should know before handing this dossier's paper over. */
export function DossierNotices({ dossier, sync }: DossierView) {
  const notices = useNotices(dossier, sync);
  if (notices.length === 0) return null;
  return (
    <div className={styles.notices}>
      {notices.map(({ kind, title, text }) => (
        <Notice key={`${title ?? ''}${text}`} kind={kind} {...(title === undefined ? {} : { title })}>
          {text}
        </Notice>
      ))}
    </div>
  );
}
