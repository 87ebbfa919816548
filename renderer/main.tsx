import '../shared/zod-without-eval.ts';
import './trusted-types.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Desktop } from '../shared/ipc/contract.ts';
import { App } from './app.tsx';
import { listenForHotkeys } from './components/hotkeys.ts';
import { setTextLanguage, startI18n } from './i18n/i18n.ts';
import { readTimeBy } from './i18n/use-now.ts';
import { StartFailure } from './screens/frame/start-failure.tsx';
import { boot } from './session/boot.ts';
import { now } from './session/clock.ts';
import { reportBug } from './session/report-bug.ts';
import { useSession } from './session/session.ts';
import { storeError } from './store/store-error.ts';
import './styles/global.css';
import { applyAppearance, readAppearance } from './styles/appearance.ts';

declare global {
  interface Window {
    readonly desktop: Desktop;
  }
}

async function start(): Promise<void> {
  applyAppearance(readAppearance());
  await startI18n();
  const root = createRoot(document.getElementById('root') ?? document.body);
  try {
    await boot(window.desktop);
  } catch (problem) {
    const { reference } = reportBug(window.desktop, 'boot', problem);
    root.render(<StartFailure error={{ ...storeError(problem), ...(reference ? { reference } : {}) }} />);
    return;
  }
  await setTextLanguage(useSession.getState().language);
  readTimeBy(now);
  listenForHotkeys(window);
  root.render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

void start();
