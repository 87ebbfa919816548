import type { useTranslation } from 'react-i18next';
import type { DeadlineRule } from '../../../shared/domain/deadline.ts';
import type { Procedure } from '../../../shared/domain/procedure.ts';
import type { FeeRule } from '../../../shared/domain/fee.ts';
import { formatDong } from '../../../shared/domain/money.ts';
import type { AppError } from '../../../shared/errors.ts';
import { formatDay } from '../../i18n/when.ts';

type T = ReturnType<typeof useTranslation<'reception'>>['t'];

/** How long a procedure takes, e.g. “3 ngày làm việc”. */
export function deadlineWords(t: T, rule: DeadlineRule): string {
  return rule.kind === 'working-days'
    ? t('deadline.days', { count: rule.days })
    : t('deadline.same-day', { cutOff: rule.cutOff });
}

function ruleWords(t: T, rule: FeeRule): string {
  let from = 1;
  const steps = rule.tiers.map(({ upTo, amount }) => {
    const text =
      from === 1
        ? t(`fee.per.${rule.per}`, { amount: formatDong(amount) })
        : t(`fee.from.${rule.per}`, { unit: from, amount: formatDong(amount) });
    from = (upTo ?? 0) + 1;
    return text;
  });
  const cap =
    rule.cap === null
      ? []
      : [t(rule.per === 'page' ? 'fee.cap-copy' : 'fee.cap', { amount: formatDong(rule.cap) })];
  return [...steps, ...cap].join(', ');
}

/** What a procedure costs, e.g. “2.000 ₫ một trang, từ trang 3: 1.000 ₫, tối đa 200.000 ₫ một bản”. */
export function feeWords(t: T, rules: readonly FeeRule[]): string {
  const charged = rules.filter((rule) => rule.tiers.some(({ amount }) => amount > 0));
  return charged.length === 0 ? t('fee.free') : charged.map((rule) => ruleWords(t, rule)).join('; ');
}

function withdrawnWords(t: T, { withdrawnFrom, withdrawal }: Procedure): string {
  if (withdrawnFrom === null) return t('procedure.withdrawn');
  const day = formatDay(withdrawnFrom);
  const instead = withdrawal?.replacedBy[0];
  return instead === undefined
    ? t('procedure.withdrawn-since', { day })
    : t('procedure.withdrawn-instead', { day, instead });
}

/** Why a procedure can't be received here today, in two or three words for its line in the finder. */
export function refusalWords(t: T, { code, params }: AppError, procedure: Procedure): string {
  const day = formatDay(String(params?.['day'] ?? ''));
  switch (code) {
    case 'guide-not-yet':
    case 'receive-not-yet':
      return t('procedure.not-yet', { day });
    case 'guide-no-longer':
    case 'receive-no-longer':
      return t('procedure.no-longer', { day });
    case 'guide-not-here':
    case 'receive-not-here':
      return t('procedure.not-here');
    default:
      return withdrawnWords(t, procedure);
  }
}
