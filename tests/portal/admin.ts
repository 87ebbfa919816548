import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CHAIN_START } from '../../shared/domain/dossier/chain.ts';
import type { DossierEvent } from '../../shared/domain/dossier/event.ts';
import { fold } from '../../shared/domain/dossier/evolve.ts';
import type { Dossier } from '../../shared/domain/dossier/state.ts';
import type { Lease } from '../../shared/domain/numbering.ts';
import type { Catalogue } from '../../shared/domain/procedure.ts';
import type { Refusal } from '../../shared/portal/contract.ts';
import { latestCatalogue, publishCatalogue } from './catalogues.ts';
import type { PortalContext } from './context.ts';
import { fileOnline, type CitizenFiling } from './filings/citizen-side.ts';
import { leaseOf, type LeaseRow } from './numbers.ts';
import type { LifeBody } from '../../shared/domain/dossier/life.ts';
import { moveDossier, reportStep } from './push/portal-events.ts';

/** What the portal's administrator could do and see; for tests and the demo, in the same process only. */
export interface PortalAdmin {
  /** Accepted events of an office in the order counters pull them, the portal's own included. */
  readonly events: (office: string) => Promise<readonly DossierEvent[]>;
  readonly dossiers: (office: string) => Promise<readonly Dossier[]>;
  /** Events of a counter waiting for a person. */
  readonly refused: (
    counter: string,
  ) => Promise<readonly { readonly event: DossierEvent; readonly reason: Refusal }[]>;
  /** Every range ever leased, to counters and to the portal itself. */
  readonly leases: () => Promise<readonly (Lease & { readonly counter: string | null })[]>;
  readonly catalogue: () => Promise<Catalogue>;
  /** Publishes a newer catalogue from now on. */
  readonly setCatalogue: (catalogue: Catalogue) => Promise<void>;
  /** Takes procedures out of the catalogue as of a day (`YYYY-MM-DD`), as a new version published now. */
  readonly withdrawProcedure: (code: string, from: string) => Promise<Catalogue>;
  /** Shuts a counter out, or lets it in again. */
  readonly revokeCounter: (counter: string, revoked?: boolean) => Promise<void>;
  /** Lets another device become a counter whose machine was lost; its log goes on where it stood. */
  readonly releaseCounter: (counter: string) => Promise<void>;
  /** Gives a dossier to another office; the old one keeps it to read only, with the reason. */
  readonly moveDossier: (dossierId: string, office: string, reason?: string) => Promise<void>;
  /** A step the authority or the post reports: in process, result ready, delivered… */
  readonly reportStep: (dossierId: string, step: LifeBody) => Promise<void>;
  /** The authority issues the result as a PDF: the office gets the file, and its counters are told. */
  readonly issueResult: (dossierId: string, name: string, pdf: Uint8Array) => Promise<void>;
  /** A citizen files online on the portal's own pages, as themself; the portal's number. */
  readonly fileOnline: (filing: CitizenFiling) => Promise<string>;
  /** The bytes of a file of an office; null when it is not whole there. */
  readonly file: (office: string, sha256: string) => Promise<Buffer | null>;
  readonly setLeaseSize: (size: number) => void;
  /** Asks the provider of e-receipts again, what it refused included. */
  readonly retryEReceipts: () => Promise<void>;
  /** Forgets every counter and all that counters did; offices, accounts and catalogue stay. */
  readonly forgetCounters: () => Promise<void>;
}

/** Tables, those that refer to others first. */
const WHAT_COUNTERS_DID = [
  'batch_lines',
  'batches',
  'events',
  'codes',
  'seen',
  'filings',
  'dossiers',
  'sessions',
  'signature_nonces',
  'counter_tokens',
  'leases',
  'anchors',
  'counters',
  'portal_numbers',
] as const;

/** What is not in the database. */
type Outside = Pick<PortalAdmin, 'setLeaseSize' | 'retryEReceipts'>;

export function createAdmin(context: PortalContext, outside: Outside): PortalAdmin {
  const { query } = context.database;
  const events = async (office: string) => {
    const rows = await query<{ event: string }>(
      'select event from events where office = $1 order by cursor',
      [office],
    );
    return rows.map((row) => JSON.parse(row.event) as DossierEvent);
  };
  const catalogue = async () => latestCatalogue(await context.readHistory(query));
  const setCatalogue = (next: Catalogue) =>
    context.database.transaction((tx) => publishCatalogue(tx, next, context.clock()));
  return {
    events,
    dossiers: async (office) => {
      const byDossier = Map.groupBy(await events(office), (event) => event.dossierId);
      return [...byDossier.values()].map((each) => fold(each)).filter((each) => each !== null);
    },
    refused: async (counter) => {
      const rows = await query<{ event: string; refusal: string }>(
        'select event, refusal from seen where counter = $1 and refusal is not null and not set_aside order by position',
        [counter],
      );
      return rows.map((row) => ({
        event: JSON.parse(row.event) as DossierEvent,
        reason: JSON.parse(row.refusal) as Refusal,
      }));
    },
    leases: async () => {
      const rows = await query<LeaseRow & { counter: string | null }>(
        'select id, unit, first, last, counter from leases order by unit, first',
      );
      return rows.map((row) => ({ ...leaseOf(row), counter: row.counter }));
    },
    catalogue,
    setCatalogue,
    withdrawProcedure: async (code, from) => {
      const before = await catalogue();
      const procedures = before.procedures.map((each) =>
        each.code === code ? { ...each, withdrawnFrom: from } : each,
      );
      const next = { ...before, version: before.version + 1, procedures };
      await setCatalogue(next);
      return next;
    },
    revokeCounter: async (counter, revoked = true) => {
      await query('update counters set revoked = $2 where id = $1', [counter, revoked]);
    },
    releaseCounter: async (counter) =>
      context.database.transaction(async (tx) => {
        await tx('update counters set device_id = null where id = $1', [counter]);
        // Whoever holds the lost machine's tokens must not speak for the counter any more.
        await tx('delete from sessions where counter = $1', [counter]);
        await tx('delete from counter_tokens where counter = $1', [counter]);
      }),
    moveDossier: (dossierId, office, reason = 'Hồ sơ được chuyển sang điểm tiếp nhận khác') =>
      moveDossier(context, dossierId, office, reason),
    reportStep: (dossierId, step) => reportStep(context, dossierId, step),
    issueResult: async (dossierId, name, pdf) => {
      const [row] = await query<{ office: string }>('select office from dossiers where id = $1', [dossierId]);
      if (!row) throw new Error(`no dossier ${dossierId}`);
      const sha256 = createHash('sha256').update(pdf).digest('hex');
      await mkdir(context.files.uploads, { recursive: true });
      const upload = path.join(context.files.uploads, `result-${sha256}`);
      await writeFile(upload, pdf);
      await context.files.take(upload, row.office, sha256);
      const files = [{ name, size: pdf.byteLength, sha256 }];
      await reportStep(context, dossierId, { type: 'resultReady', data: { resultNumber: null, files } });
    },
    fileOnline: (filing) => fileOnline(context, filing),
    file: async (office, sha256) => {
      if ((await context.files.size(office, sha256)) === null) return null;
      const parts: Buffer[] = [];
      for await (const part of context.files.read(office, sha256)) parts.push(part as Buffer);
      return Buffer.concat(parts);
    },
    ...outside,
    forgetCounters: () =>
      context.database.transaction(async (tx) => {
        for (const table of WHAT_COUNTERS_DID) await tx(`delete from ${table}`);
        await tx('update units set next = 1');
        await tx('update offices set cursor = 0, portal_position = 0, portal_hash = $1', [CHAIN_START]);
      }),
  };
}
