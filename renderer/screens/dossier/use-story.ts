import { useTranslation } from 'react-i18next';
import { missingOf } from '../../../shared/domain/dossier/assistance.ts';
import { isPresent } from '../../../shared/domain/dossier/documents.ts';
import {
  EVENT_DATA,
  type EventBody,
  type EventType,
  type SetAside,
} from '../../../shared/domain/dossier/event.ts';
import { isMoneyBody } from '../../../shared/domain/dossier/payments.ts';
import { OLD_AFTER_DAYS } from '../../../shared/domain/dossier/opening.ts';
import { formSet } from '../../../shared/domain/form-set.ts';
import { isCorrected } from '../../../shared/domain/dossier/reading.ts';
import { formatReceiptNumber } from '../../../shared/domain/receipt-number.ts';
import { formatWhen } from '../../i18n/when.ts';
import { useEventName } from './event-name.ts';
import { useFileSize } from './file-size.ts';
import { deliveryText, useFieldText } from './field-value.ts';
import { useAnswerStory, useMoneyStory } from './use-money-story.ts';
import { useStepStory } from './steps/use-step-story.ts';

/** The event that was given up, as far as this version can read it. */
function contentOf({ content }: SetAside): EventBody | null {
  if (!content || !Object.hasOwn(EVENT_DATA, content.type)) return null;
  const data = EVENT_DATA[content.type as EventType].safeParse(content.data);
  return data.success ? ({ type: content.type, data: data.data } as EventBody) : null;
}

/** Gives what an event says, line by line. */
export function useStory(): (body: EventBody) => readonly string[] {
  const { t, i18n } = useTranslation(['dossier', 'life']);
  const text = useFieldText();
  const eventName = useEventName();
  const fileSize = useFileSize();
  const stepStory = useStepStory();
  const moneyStory = useMoneyStory();
  const answerStory = useAnswerStory();
  function story(body: EventBody): readonly string[] {
    if (isMoneyBody(body)) return moneyStory(body);
    switch (body.type) {
      case 'drafted':
        return [formatWhen(body.data.startedAt, 'full', i18n.language)];
      case 'assisted': {
        const { procedure, documents, applicant, delivery } = body.data;
        const missing = missingOf(documents).length;
        return [
          t('story.assisted', { procedure: procedure.nameVi }),
          missing === 0 ? t('story.assisted-complete') : t('story.assisted-missing', { count: missing }),
          ...(applicant
            ? [
                t('story.assisted-delivery', { delivery: deliveryText(t, delivery) }),
                t('story.assisted-consent'),
              ]
            : []),
        ];
      }
      case 'filedOnline': {
        const { number, details } = body.data;
        const when = (at: string) => formatWhen(at, 'full', i18n.language);
        return [
          t('story.filed', { number }),
          details
            ? t('story.filed-confirmed', { when: when(details.filedAt), due: when(details.deadline.dueAt) })
            : t('story.filed-unchecked'),
        ];
      }
      case 'documentChecked':
        return [t('story.documents', { count: body.data.documents.filter(isPresent).length })];
      case 'received':
        return [
          t('story.received', {
            code: body.data.code,
            due: formatWhen(body.data.deadline.dueAt, 'full', i18n.language),
          }),
        ];
      case 'receiptPrinted':
        return [t(`story.print.${body.data.kind}`, { paper: body.data.paper, print: body.data.print })];
      case 'formPrinted': {
        const { form, formSet: set, kind, print } = body.data;
        const number = formSet(set).forms[form]?.number ?? '';
        return [
          t('life:form.named', { number, name: t(`life:form.${form}`) }),
          t(`story.form.${kind}`, { print }),
        ];
      }
      case 'feeReceiptPrinted': {
        const { receipt, kind, print } = body.data;
        return [
          t('story.receipt', { receipt: formatReceiptNumber(receipt) }),
          t(`story.form.${kind}`, { print }),
        ];
      }
      case 'resultPrinted': {
        const { print, pages, standing, confirmed } = body.data;
        return [
          t('story.result-printed', { print, pages, standing: t(`result.standing.${standing}`) }),
          ...(confirmed && standing !== 'valid' ? [t('story.result-printed-confirmed')] : []),
        ];
      }
      case 'eReceiptAnswered':
        return answerStory(body.data);
      case 'dossierOpened':
        return [t(`story.opened-${body.data.why}`, { days: OLD_AFTER_DAYS })];
      case 'personalDataGiven':
        return [
          body.data.asker === 'self'
            ? t('story.given-self')
            : t('story.given-authorised', { ground: body.data.ground }),
          t(`story.given-${body.data.form}`),
        ];
      case 'personalDataErased':
        return [t('story.erased', { days: body.data.keptDays, count: body.data.remainders.length })];
      case 'noteAdded':
        return [body.data.text];
      case 'documentAttached':
        return [t('story.attached', { name: body.data.name, size: fileSize(body.data.size) })];
      case 'documentRead':
        return [
          t('story.read', {
            count: body.data.fields.length,
            corrected: body.data.fields.filter(isCorrected).length,
          }),
        ];
      case 'accepted':
        return [
          t('story.accepted', { number: body.data.portalNumber }),
          ...(body.data.linkedCode === null ? [] : [t('story.linked', { code: body.data.linkedCode })]),
        ];
      case 'corrected': {
        const { field, from, to, reason, approver } = body.data;
        return [
          `${t(`field.${field}`)}: ${text(field, from)} → ${text(field, to)}`,
          t('story.reason', { reason }),
          ...(approver === null ? [] : [t('story.approver', { approver })]),
        ];
      }
      case 'setAside': {
        const content = contentOf(body.data);
        const type = body.data.content?.type;
        const what = type === undefined ? t('story.unreadable') : eventName(type);
        return [
          t('story.not-taken', { what: [what, ...(content ? story(content).slice(0, 1) : [])].join(' · ') }),
          t('story.reason', { reason: body.data.reason }),
        ];
      }
      case 'scopeRemoved':
        return [t('story.reason', { reason: body.data.reason })];
      default:
        return stepStory(body);
    }
  }
  return story;
}
