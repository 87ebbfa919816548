import { useTranslation } from 'react-i18next';
import { EVENT_DATA, type EventType } from '../../../shared/domain/dossier/event.ts';
import { streamKindOf, type StreamBody } from '../../../shared/domain/stream.ts';

function isKnown(type: string): type is EventType | StreamBody['type'] {
  return Object.hasOwn(EVENT_DATA, type) || streamKindOf({ type }) !== null;
}

/** Gives the name of an event type in the user's language; types of a newer app are shown as such. */
export function useEventName(): (type: string) => string {
  const { t } = useTranslation('dossier');
  return (type) => (isKnown(type) ? t(`event.${type}`) : t('event.unknown', { type }));
}
