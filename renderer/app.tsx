import { useEffect } from 'react';
import { I18nProvider } from 'react-aria-components';
import { setTextLanguage } from './i18n/i18n.ts';
import { PrintLayer } from './print/print-layer.tsx';
import { ActsScreen } from './screens/acts/acts-screen.tsx';
import { CalendarScreen } from './screens/calendar/calendar-screen.tsx';
import { CapabilitiesScreen } from './screens/capabilities/capabilities-screen.tsx';
import { DossierScreen } from './screens/dossier/dossier-screen.tsx';
import { ExportsScreen } from './screens/exports/exports-screen.tsx';
import { Frame } from './screens/frame/frame.tsx';
import { ScreenBoundary } from './screens/frame/screen-boundary.tsx';
import { HandoverScreen } from './screens/handover/handover-screen.tsx';
import { PinNeeded, usePinNeeded } from './screens/lock/pin-needed.tsx';
import { OutboxScreen } from './screens/outbox/outbox-screen.tsx';
import { PrivacyScreen } from './screens/privacy/privacy-screen.tsx';
import { ReceptionScreen } from './screens/reception/reception-screen.tsx';
import { ReportsScreen } from './screens/reports/reports-screen.tsx';
import { ResultsScreen } from './screens/results/results-screen.tsx';
import { SearchScreen } from './screens/search/search-screen.tsx';
import { SettingsScreen } from './screens/settings/settings-screen.tsx';
import { TillScreen } from './screens/till/till-screen.tsx';
import { TodayScreen } from './screens/today/today-screen.tsx';
import { useSession, type ScreenName } from './session/session.ts';

const SCREENS: Readonly<Record<ScreenName, () => React.ReactNode>> = {
  reception: ReceptionScreen,
  search: SearchScreen,
  today: TodayScreen,
  results: ResultsScreen,
  dossier: DossierScreen,
  outbox: OutboxScreen,
  handover: HandoverScreen,
  till: TillScreen,
  reports: ReportsScreen,
  settings: SettingsScreen,
  capabilities: CapabilitiesScreen,
  calendar: CalendarScreen,
  acts: ActsScreen,
  exports: ExportsScreen,
  privacy: PrivacyScreen,
};

const LOCALES = { vi: 'vi-VN', en: 'en-GB', fr: 'fr-FR' } as const;

/** The frame with one screen in it, and the layer that printing takes its paper from. */
export function App() {
  const language = useSession((session) => session.language);
  const name = useSession((session) => session.screen.name);
  useEffect(() => {
    void setTextLanguage(language);
  }, [language]);
  const locking = useSession((session) => session.locking);
  const Screen = SCREENS[name];
  // Nothing under the question takes the focus away from it.
  const pinNeeded = usePinNeeded();
  if (locking) return null;
  return (
    <I18nProvider locale={LOCALES[language]}>
      <Frame>
        <ScreenBoundary key={name} name={name}>
          {pinNeeded ? null : <Screen />}
        </ScreenBoundary>
      </Frame>
      {pinNeeded && <PinNeeded />}
      <PrintLayer />
    </I18nProvider>
  );
}
