import { useSyncExternalStore } from 'react';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import type { AppError } from '../../../shared/errors.ts';
import { reportBug } from '../../session/report-bug.ts';
import { services } from '../../session/services.ts';
import { readMeta } from '../../store/meta.ts';
import { printChecklist } from '../../use-cases/print-checklist.ts';
import { printReceipt } from '../../use-cases/print-receipt.ts';

/** How the last print stands. */
export type PrintJob =
  | { readonly state: 'printing'; readonly dossier: Dossier }
  | { readonly state: 'printed'; readonly dossier: Dossier; readonly where: string }
  | { readonly state: 'failed'; readonly dossier: Dossier; readonly errors: readonly AppError[] };

export type PrintMode = 'print' | 'save-pdf';

// Outside of any view: a print goes on, and its failure is told, wherever the clerk is by then.
let current: PrintJob | null = null;
const watchers = new Set<() => void>();
const waiting = new Set<string>();
let queue: Promise<void> = Promise.resolve();

function show(job: PrintJob | null): void {
  current = job;
  for (const watcher of watchers) watcher();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

async function run(dossier: Dossier, mode: PrintMode): Promise<PrintJob> {
  try {
    const paper = await readMeta(services().db, 'paper');
    // Someone who was only guided takes a checklist home.
    const printing = dossier.reception ? printReceipt : printChecklist;
    const printed = await printing({ dossierId: dossier.id, paper, mode });
    if (!printed.ok) return { state: 'failed', dossier, errors: printed.error };
    return { state: 'printed', dossier: printed.value.dossier, where: printed.value.where };
  } catch (bug) {
    return { state: 'failed', dossier, errors: [reportBug(services().desktop, 'print-receipt', bug)] };
  }
}

function print(dossier: Dossier, mode: PrintMode = 'print'): void {
  if (waiting.has(dossier.id)) return;
  waiting.add(dossier.id);
  show({ state: 'printing', dossier });
  queue = queue.then(async () => {
    const job = await run(dossier, mode);
    waiting.delete(dossier.id);
    show(job);
  });
}

/** Takes the message about a print that is over away. */
function dismiss(): void {
  if (current?.state !== 'printing') show(null);
}

/** Prints receipts one after another; asking again for one that still prints does nothing. */
export function useReceiptPrint() {
  const job = useSyncExternalStore(watch, () => current);
  return { job, print, dismiss };
}
