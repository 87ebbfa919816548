import { expect, test } from '@playwright/test';
import { CHAIN_START, hashOf } from '../../shared/domain/dossier/chain.ts';
import { compareEvents, type DossierEvent } from '../../shared/domain/dossier/event.ts';
import { fold } from '../../shared/domain/dossier/evolve.ts';
import { createPortal } from '../portal/server.ts';
import { CITIZENS, enrol, fillReception, press, startCounter, statusLine, type Counter } from './counter.ts';
import { readStore } from './read-store.ts';

const KILLS = Number(process.env['KILLS'] ?? 10);
/** Longest time after a Ctrl+Enter at which the axe falls, milliseconds: a save takes a few dozen, sending some more. */
const WINDOW = { saving: 400, sending: 1500 } as const;

/** Collects the codes the screen confirms, from inside the page, until the process is gone. */
async function confirmations(counter: Counter, into: Set<string>): Promise<void> {
  counter.page.on('console', (message) => {
    const code = /^confirmed (?<code>\S+)$/u.exec(message.text())?.groups?.['code'];
    if (code !== undefined) into.add(code);
  });
  await counter.page.evaluate(() => {
    new MutationObserver(() => {
      const code = document.querySelector('[data-testid=dossier-code]')?.textContent;
      if (code) console.log(`confirmed ${code.trim()}`);
    }).observe(document.body, { childList: true, subtree: true });
  });
}

/** Deterministic pseudo-random numbers 0…1, so that a failing run can be repeated. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

test(`loses no confirmed save in ${String(KILLS)} kills of all processes while saving and sending`, async () => {
  test.setTimeout(KILLS * 45_000 + 60_000);
  const seed = Number(process.env['SEED'] ?? Date.now() % 100_000);
  console.log(`seed ${String(seed)}`);
  const random = randomFrom(seed);
  const portal = await createPortal();
  const { url } = await portal.listen();
  const confirmed = new Set<string>();
  let counter = await startCounter({ portalUrl: url });
  await enrol(counter, 'VH', 3);
  await counter.app.setOffline(true);
  for (let kill = 0; kill < KILLS; kill++) {
    // In turn without and with a connection: then what is saved is being sent when the axe falls.
    const phase = kill % 2 === 0 ? 'saving' : 'sending';
    await confirmations(counter, confirmed);
    await press(counter.page, 'F2', 'Alt+N');
    await fillReception(counter.page, CITIZENS[1]);
    // Neither awaits the other: the key is on its way when the axe falls.
    const pressed = counter.page.keyboard.press('Control+Enter').catch(() => undefined);
    const moment = random() * WINDOW[phase];
    await counter.page.waitForFunction(
      ([since, ms]) => performance.now() - since >= ms,
      [await counter.page.evaluate(() => performance.now()), moment] as const,
      { polling: 1 },
    );
    await counter.app.kill();
    await pressed;
    const online = phase === 'saving';
    const portalUrl = online ? url : 'http://127.0.0.1:1';
    counter = await startCounter({ portalUrl, userData: counter.app.userData });
    await expect(statusLine(counter.page)).toContainText(online ? 'đồng bộ lúc' : 'Mất kết nối');
  }
  await counter.app.close();
  counter = await startCounter({ portalUrl: url, userData: counter.app.userData });
  await expect(statusLine(counter.page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  const sent = (await portal.admin.dossiers('VH')).map((each) => each.reception?.code ?? '');
  const { events, dossiers } = await readStore(counter.page);
  await counter.app.close();
  await portal.close();
  check(events, dossiers, confirmed);
  for (const code of confirmed) expect(sent).toContain(code);
  expect(new Set(sent).size).toBe(sent.length);
  console.log(
    `FIGURE kills while saving and sending: ${String(KILLS)}, ${String(confirmed.size)} saves confirmed, 0 lost, all at the portal once, seed ${String(seed)}`,
  );
  expect(confirmed.size).toBeGreaterThan(0);
});

function check(
  events: readonly DossierEvent[],
  dossiers: readonly { readonly id: string; readonly payload: unknown }[],
  confirmed: ReadonlySet<string>,
): void {
  const codes = dossiers.map(({ payload }) => (payload as ReturnType<typeof fold>)?.reception?.code ?? '');
  for (const code of confirmed) expect(codes).toContain(code);
  expect(new Set(codes).size).toBe(codes.length);
  // The log is whole: positions without gaps, each event pointing at the one before.
  let prev = CHAIN_START;
  const own = events.filter((event) => event.counter !== 'portal').sort((a, b) => a.position - b.position);
  for (const [i, event] of own.entries()) {
    expect(event.position).toBe(i + 1);
    expect(event.prev).toBe(prev);
    prev = hashOf(event);
  }
  const logs = Map.groupBy(events, (event) => event.dossierId);
  expect(new Set(logs.keys())).toEqual(new Set(dossiers.map(({ id }) => id)));
  for (const { id, payload } of dossiers) {
    const log = [...(logs.get(id) ?? [])].sort(compareEvents);
    expect(log.map((event) => event.type).slice(0, 3)).toEqual(['drafted', 'documentChecked', 'received']);
    expect(payload).toEqual(fold(log));
  }
}
