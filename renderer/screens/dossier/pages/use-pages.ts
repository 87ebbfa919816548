import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { appError, type AppError } from '../../../../shared/errors.ts';
import type { Dossier } from '../../../../shared/domain/dossier/state.ts';
import { createPagesWork, type PagesWork } from '../../../pages/pages-client.ts';
import type { Recipe } from '../../../pages/recipe.ts';
import {
  keepPages,
  readScan,
  scanFromScanner,
  stopScanner,
  waitingScans,
} from '../../../use-cases/scan-pages.ts';
import { confirmedOf, type ReadingAtHand } from './use-reading.ts';
import { inOrder, newPage, type GivenPage, type ScanPage } from './page-list.ts';
import { leaveTable, tableOf } from './table-left.ts';

export interface Saving {
  readonly done: number;
  readonly total: number;
}

/** The most pages that lie on the table at once. */
const PAGE_LIMIT = 200;

/** The pages on the table: taking them in, what is done to them, and keeping them. */
export function usePages(dossier: Dossier, looseName: string) {
  const documents = [...dossier.documents.map(({ documentId }) => documentId), null];
  const [pages, setShown] = useState(() => tableOf(dossier.id));
  const [error, setError] = useState<AppError | null>(null);
  const [saving, setSaving] = useState<Saving | null>(null);
  /** How many pages the scanner has brought; null when it isn't scanning. */
  const [scanned, setScanned] = useState<number | null>(null);
  const work = useRef<PagesWork | null>(null);
  const abort = useRef<AbortController | null>(null);
  const pagesWork = () => (work.current ??= createPagesWork());
  /** Not by way of the state alone: a table that is left in the same moment must be left as it is. */
  const setPages = (change: (before: readonly ScanPage[]) => readonly ScanPage[]) => {
    const after = change(tableOf(dossier.id));
    leaveTable(dossier.id, after);
    setShown(after);
  };
  function lookOn(): void {
    for (const page of tableOf(dossier.id)) if (!page.look && !page.error) void look(page);
  }
  function stopWork(): void {
    const stopped = work.current;
    work.current = null;
    abort.current?.abort();
    stopped?.cancel();
  }
  const onOpen = useEffectEvent(lookOn);
  const onLeave = useEffectEvent(stopWork);
  useEffect(() => {
    onOpen();
    return () => {
      onLeave();
      void stopScanner();
    };
  }, []);

  const put = (key: number, change: Partial<ScanPage>) =>
    setPages((before) => before.map((page) => (page.key === key ? { ...page, ...change } : page)));

  async function look({ key, file, recipe }: ScanPage): Promise<void> {
    const by = pagesWork();
    const seen = await by.look(file, recipe);
    // Cancelled together with the table: it is looked at when the table is opened again.
    if (!seen.ok && work.current !== by) return;
    put(key, seen.ok ? { look: seen.value, error: null } : { error: seen.error });
  }

  function add(given: readonly GivenPage[], to: string | null) {
    const room = given.slice(0, PAGE_LIMIT - pages.length);
    const fresh = room.map((each) => newPage(each, to));
    setPages((before) => inOrder([...before, ...fresh], documents));
    setError(room.length < given.length ? appError('pages-too-many', { limit: PAGE_LIMIT }) : null);
    for (const page of fresh) void look(page);
  }

  /** Takes in what waits in the watched folder and is not on the table yet. */
  async function addScans(to: string | null): Promise<void> {
    const waiting = await waitingScans();
    if (!waiting.ok) return setError(waiting.error);
    const there = new Set(pages.map(({ scan }) => scan));
    const given: { file: File; scan: string }[] = [];
    for (const { name } of waiting.value.files) {
      if (there.has(name)) continue;
      const read = await readScan(name);
      if (!read.ok) return setError(read.error);
      given.push({ file: read.value, scan: name });
    }
    add(given, to);
    if (given.length === 0) setError(appError('scan-folder-empty'));
  }

  /** What lies in the scanner's feeder, or one page; what came before a trouble is on the table. */
  async function addFromScanner(to: string | null): Promise<void> {
    if (scanned !== null) return;
    setScanned(0);
    setError(null);
    const scan = await scanFromScanner(setScanned);
    setScanned(null);
    if (!scan.ok) return setError(scan.error);
    const given: { file: File; scan: string }[] = [];
    for (const name of scan.value.names) {
      const read = await readScan(name);
      if (!read.ok) return setError(read.error);
      given.push({ file: read.value, scan: name });
    }
    add(given, to);
    if (scan.value.trouble !== null) setError(appError(scan.value.trouble));
  }

  function change(page: ScanPage, recipe: Recipe): void {
    put(page.key, { recipe });
    void look({ ...page, recipe });
  }

  /** Lays a page flat that was photographed at a slant, or gives the whole picture back. */
  async function flatten(page: ScanPage): Promise<void> {
    const corners = page.recipe.corners === null ? await pagesWork().paper(page.file) : null;
    if (page.recipe.corners === null && corners === null) return setError(appError('page-without-edges'));
    change(page, { ...page.recipe, corners });
  }

  /** Keeps every document's pages as one PDF each; gives how many, or null when something was refused or stopped. */
  async function save(reading: ReadingAtHand | null): Promise<number | null> {
    const groups = documents
      .map((id) => pages.filter((page) => page.documentId === id))
      .filter((group) => group.length > 0);
    const controller = new AbortController();
    abort.current = controller;
    let before = 0;
    setError(null);
    for (const group of groups) {
      const documentId = group[0]?.documentId ?? null;
      const name = dossier.documents.find((each) => each.documentId === documentId)?.nameVi;
      const done = before;
      setSaving({ done, total: pages.length });
      const kept = await keepPages({
        dossierId: dossier.id,
        documentId,
        documentName: name ?? looseName,
        pages: group.map(({ key, file, recipe }) => ({ file, recipe, words: reading?.words.get(key) ?? [] })),
        reading:
          reading && reading.documentId === documentId
            ? { template: reading.template, fields: confirmedOf(reading) }
            : null,
        scans: group.flatMap(({ scan }) => scan ?? []),
        work: pagesWork(),
        onProgress: (count) => setSaving({ done: done + count, total: pages.length }),
        signal: controller.signal,
      });
      if (!kept.ok) {
        setSaving(null);
        setError(kept.error[0] ?? null);
        return null;
      }
      const keys = new Set(group.map(({ key }) => key));
      setPages((all) => all.filter(({ key }) => !keys.has(key)));
      before += group.length;
    }
    setSaving(null);
    return groups.length;
  }

  function stopSaving(): void {
    stopWork();
    lookOn();
  }

  const edit = (with_: (before: readonly ScanPage[]) => readonly ScanPage[]) =>
    setPages((before) => inOrder(with_(before), documents));

  return {
    documents,
    pages,
    error,
    saving,
    scanned,
    add,
    addScans,
    addFromScanner,
    change,
    flatten,
    edit,
    save,
    stopSaving,
    setError,
  };
}
