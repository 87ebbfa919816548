import { useTranslation } from 'react-i18next';
import { nextPrint } from '../../../shared/domain/dossier/decide.ts';
import { stepForms, strayForms, type FormRef } from '../../../shared/domain/dossier/form-print.ts';
import { isEnded } from '../../../shared/domain/dossier/life.ts';
import { takenTwice } from '../../../shared/domain/dossier/payments.ts';
import { stageOf, type Dossier } from '../../../shared/domain/dossier/state.ts';
import { formatDong } from '../../../shared/domain/money.ts';
import { formatReceiptNumber } from '../../../shared/domain/receipt-number.ts';
import { Notice } from '../../components/notice.tsx';
import { formatWhen } from '../../i18n/when.ts';
import { formContent, formFingerprint } from '../../print/forms/form-model.ts';
import { now } from '../../session/clock.ts';
import type { DossierView } from '../../store/queries.ts';
import styles from './dossier.module.css';
import { refusedReceipts } from './receipt-facts.ts';

type Kind = { readonly kind: 'info' | 'warning'; readonly title?: string; readonly text: string };

/** What the printed forms say against the record: some no longer say what it says, some tell of what does not count. */
function useFormNotices(dossier: Dossier): readonly Kind[] {
  const { t } = useTranslation(['dossier', 'life']);
  const named = (forms: readonly FormRef[]) =>
    [...new Set(forms.map(({ form }) => t(`life:form.${form}`)))].join(', ');
  const outdated = stepForms(dossier).filter((form) => {
    const content = formContent(dossier, form, now());
    return content && nextPrint(dossier, formFingerprint(content), form).kind === 'replacement';
  });
  const stray = strayForms(dossier);
  return [
    outdated.length > 0 &&
      ({
        kind: 'warning',
        title: t('notice.form-outdated-title'),
        text: t('notice.form-outdated', { forms: named(outdated) }),
      } as const),
    stray.length > 0 &&
      ({
        kind: 'warning',
        title: t('notice.form-stray-title'),
        text: t('notice.form-stray', { forms: named(stray) }),
      } as const),
  ].filter((notice) => notice !== false);
}

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
    dossier.erased !== undefined &&
      ({
        kind: 'warning',
        title: t('notice.erased-title'),
        text: t('notice.erased', { when: formatWhen(dossier.erased.at, 'full', i18n.language) }),
      } as const),
    sync === 'needs-attention' &&
      ({ kind: 'warning', title: t('notice.attention-title'), text: t('notice.attention') } as const),
    // Once the dossier has ended nobody comes with the paper any more.
    dossier.receiptOutdated &&
      !isEnded(stageOf(dossier)) &&
      ({ kind: 'warning', title: t('notice.outdated-title'), text: t('notice.outdated') } as const),
    takenTwice(dossier) > 0 &&
      ({
        kind: 'warning',
        title: t('notice.paid-twice-title'),
        text: t('notice.paid-twice', { amount: formatDong(takenTwice(dossier)) }),
      } as const),
    ...refusedReceipts(dossier).map(
      ({ receipt, reason }) =>
        ({
          kind: 'warning',
          title: t('notice.e-receipt-title', { receipt: formatReceiptNumber(receipt) }),
          text: t('notice.e-receipt', { reason }),
        }) as const,
    ),
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
  const notices = [...useNotices(dossier, sync), ...useFormNotices(dossier)];
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
