import { useTranslation } from 'react-i18next';
import { useRef } from 'react';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { focusFirst } from '../../components/section.tsx';
import { goTo } from '../../session/session.ts';
import screen from '../screen.module.css';
import { CitizenPart } from './citizen-part.tsx';
import { IncidentPart } from './incident-part.tsx';
import { RetentionPart } from './retention-part.tsx';

/** Citizens' rights and the office's duties over personal data: give a person theirs, erase what is kept no longer, write down what went wrong. */
export function PrivacyScreen() {
  const { t } = useTranslation('privacy');
  const citizen = useRef<HTMLElement>(null);
  const retention = useRef<HTMLElement>(null);
  const incident = useRef<HTMLElement>(null);
  const back = () => goTo('settings');
  useHotkeys([
    { keys: 'Alt+1', label: t('citizen.title'), run: () => focusFirst(citizen.current) },
    { keys: 'Alt+2', label: t('retention.title'), run: () => focusFirst(retention.current) },
    { keys: 'Alt+3', label: t('incident.title'), run: () => focusFirst(incident.current) },
    { keys: 'Escape', label: t('back'), run: back },
  ]);
  return (
    <div className={`${screen.screen} ${screen.scrolling}`}>
      <div className={screen.head}>
        <h1>{t('title')}</h1>
        <div className={screen.spread}>
          <ActionButton look="quiet" keys="Escape" onPress={back}>
            {t('back')}
          </ActionButton>
        </div>
      </div>
      <p className={screen.muted}>{t('purpose')}</p>
      <CitizenPart number={1} ref={citizen} />
      <RetentionPart number={2} ref={retention} />
      <IncidentPart number={3} ref={incident} />
    </div>
  );
}
