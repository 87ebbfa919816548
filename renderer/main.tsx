import '../shared/zod-without-eval.ts';
import './trusted-types.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { AppError } from '../shared/errors.ts';
import type { Desktop } from '../shared/ipc/contract.ts';
import type { Staff } from '../shared/portal/contract.ts';
import { App } from './app.tsx';
import { listenForHotkeys } from './components/hotkeys.ts';
import { setTextLanguage, startI18n } from './i18n/i18n.ts';
import { readTimeBy } from './i18n/use-now.ts';
import { StartFailure } from './screens/frame/start-failure.tsx';
import { LockScreen } from './screens/lock/lock-screen.tsx';
import { NewerData } from './screens/recovery/newer-data.tsx';
import { RecoveryScreen } from './screens/recovery/recovery-screen.tsx';
import { boot } from './session/boot.ts';
import { RecoveryError, type RecoveryDesk } from './session/recover.ts';
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

const root = createRoot(document.getElementById('root') ?? document.body);

/** Shows recovery in place of the app, which is not there yet. */
const recovery: RecoveryDesk = {
  show: (step) => root.render(<RecoveryScreen step={step} onGoOn={null} />),
  goOn: (step) =>
    new Promise((resolve) => {
      root.render(<RecoveryScreen step={step} onGoOn={resolve} />);
    }),
};

async function start(): Promise<void> {
  applyAppearance(readAppearance());
  await startI18n();
  listenForHotkeys(window);
  await open();
}

/** Why the app cannot open, with the reference of the report. */
function startError(problem: unknown): AppError {
  const bug = reportBug(window.desktop, 'boot', problem);
  try {
    const error = problem instanceof RecoveryError ? problem.error : storeError(problem);
    return { ...bug, ...error };
  } catch {
    return bug;
  }
}

/** Waits at the lock screen until someone opens the machine: who it was; null when it was open. */
async function unlocked(): Promise<Staff | null> {
  const state = await window.desktop.invoke('keys:state', {});
  if (state.keys === 'open' || state.keys === 'lost') return null;
  const last = useSession.getState().staff?.name ?? null;
  return new Promise((resolve) => {
    locks += 1;
    root.render(
      <LockScreen key={locks} desktop={window.desktop} state={state} last={last} onOpen={resolve} />,
    );
  });
}

/** Opens the store and shows the app; once more from here when the database is taken away under it. */
async function open(): Promise<void> {
  try {
    const hand = await unlocked();
    await boot({
      desktop: window.desktop,
      recovery,
      speak: setTextLanguage,
      hand,
      onLost: () => void open(),
    });
  } catch (problem) {
    const error = startError(problem);
    root.render(error.code === 'store-newer' ? <NewerData /> : <StartFailure error={error} />);
    return;
  }
  await setTextLanguage(useSession.getState().language);
  readTimeBy(now);
  starts += 1;
  root.render(
    <StrictMode>
      <App key={starts} />
    </StrictMode>,
  );
}

/** What nobody caught: logged, and said to the clerk, whose key may have done nothing. */
function uncaught(bug: unknown): void {
  useSession.setState({ bug: reportBug(window.desktop, 'window', bug) });
}
window.addEventListener('error', (event) => uncaught(event.error ?? event.message));
window.addEventListener('unhandledrejection', (event) => uncaught(event.reason));

let starts = 0;
let locks = 0;
void start();
