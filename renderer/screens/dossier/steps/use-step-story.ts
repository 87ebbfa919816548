import { useTranslation } from 'react-i18next';
import type { LifeBody } from '../../../../shared/domain/dossier/life.ts';
import type { ResultCheck } from '../../../../shared/domain/result-file.ts';
import { formatWhen } from '../../../i18n/when.ts';
import { addressText } from '../field-value.ts';

/** Gives what a step says, line by line. */
export function useStepStory(): (body: LifeBody) => readonly string[] {
  const { t, i18n } = useTranslation(['life', 'dossier']);
  const when = (at: string) => formatWhen(at, 'full', i18n.language);
  const why = (reason: string) => t('dossier:story.reason', { reason });
  const returned = (originals: readonly { readonly count: number }[]) => {
    const count = originals.reduce((sum, each) => sum + each.count, 0);
    return count === 0 ? [] : [t('said.returned', { count })];
  };
  const checked = (checks: readonly ResultCheck[] = []) =>
    checks.map(({ standing, confirmed }) =>
      t(confirmed ? 'dossier:result.told-confirmed' : 'dossier:result.told', {
        standing: t(`dossier:result.standing.${standing}`),
      }),
    );
  return ({ type, data }) => {
    switch (type) {
      case 'supplementRequested':
        return [
          t('said.asked', { count: data.documents.length }),
          ...data.documents.map(({ nameVi }) => `– ${nameVi}`),
          why(data.reason),
        ];
      case 'supplementReceived':
        return [t('said.paused', { due: when(data.dueAt), count: data.pausedDays })];
      case 'refused':
      case 'stopped':
        return [t('said.ground', { ground: data.ground }), why(data.reason)];
      case 'withdrawn':
        return [why(data.reason), ...returned(data.originalsReturned)];
      case 'forwarded':
        return [t('said.to', { to: data.to })];
      case 'inProcess':
        return [data.step];
      case 'rescheduled':
        return [
          t('said.due', { from: when(data.from), due: when(data.dueAt) }),
          ...(data.calendar ? [t('said.calendar', { version: data.calendar.version })] : []),
          why(data.reason),
          t('dossier:story.approver', { approver: data.approver }),
        ];
      case 'resultReady':
        return [
          data.resultNumber === null ? t('said.no-number') : t('said.number', { number: data.resultNumber }),
          ...(data.files ?? []).map(({ name }) => name),
        ];
      case 'resultHandedOver': {
        const { collector } = data;
        const who =
          collector.kind === 'proxy'
            ? [
                t('said.proxy', { name: collector.name, number: collector.identity.number }),
                t('said.ground', { ground: collector.authority }),
              ]
            : [t(`said.${collector.kind}`)];
        return [...who, ...checked(data.checks), ...returned(data.originalsReturned)];
      }
      case 'resultPosted':
        return [
          t('said.posted', { item: data.item, address: addressText(data.address) }),
          ...checked(data.checks),
        ];
      case 'deliveryFailed':
        return [t('said.item', { item: data.item }), why(data.reason)];
      case 'delivered':
      case 'deliveryReturned':
        return [t('said.item', { item: data.item })];
    }
  };
}
