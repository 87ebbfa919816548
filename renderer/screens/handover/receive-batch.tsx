import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { COUNTS } from '../../../shared/domain/dossier/documents.ts';
import { sameCounts } from '../../../shared/domain/handover/batch-rules.ts';
import type { BatchDifference, BatchLine, SentBatch } from '../../../shared/domain/handover/batch.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { Notice } from '../../components/notice.tsx';
import { NumberCell } from '../../components/number-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { useSession } from '../../session/session.ts';
import { receiveBatch } from '../../use-cases/hand-over.ts';
import { useRequest } from '../use-request.ts';
import screen from '../screen.module.css';
import styles from './handover.module.css';
import { typedCount } from './lines-table.tsx';
import { ScanBox } from './scan-box.tsx';
import { useKept, type Kept } from './use-kept.ts';

const heldSchema = z.strictObject({
  receiver: z.string(),
  /** Dossiers that are there. */
  here: z.array(z.string()),
  /** What was counted, where it is not what the list says. */
  counts: z.record(
    z.string(),
    z.strictObject({ originals: z.number(), certifiedCopies: z.number(), photocopies: z.number() }),
  ),
  notes: z.record(z.string(), z.string()),
});
type Held = z.infer<typeof heldSchema>;

function readHeld(entry: unknown): Held | null {
  const parsed = heldSchema.safeParse(entry);
  return parsed.success ? parsed.data : null;
}

function differenceOf(line: BatchLine, held: Held): BatchDifference | null {
  const { dossierId } = line;
  const note = held.notes[dossierId] ?? '';
  if (!held.here.includes(dossierId)) return { dossierId, what: 'missing', note };
  const counts = held.counts[dossierId];
  return counts && !sameCounts(counts, line) ? { dossierId, what: 'papers', counts, note } : null;
}

/** Signing for a batch: each paper scanned is ticked; what is left is missing, and every difference needs a note. */
export function ReceiveBatch({ batch }: { readonly batch: SentBatch }) {
  const staff = useSession((session) => session.staff);
  const receiver = batch.sent.to.onPaper ? '' : (staff?.name ?? '');
  const held = useKept<Held>(`receive:${batch.id}`, readHeld, { receiver, here: [], counts: {}, notes: {} });
  return held && <Receiving batch={batch} held={held} />;
}

function Receiving({ batch, held }: { readonly batch: SentBatch; readonly held: Kept<Held> }) {
  const { t } = useTranslation('handover');
  const errorText = useErrorText();
  const staff = useSession((session) => session.staff);
  const { busy, errors, run } = useRequest();
  const { value, change } = held;
  const { lines } = batch.sent;
  const differences = lines.flatMap((line) => differenceOf(line, value) ?? []);
  const here = lines.length - differences.filter(({ what }) => what === 'missing').length;
  async function tick(code: string): Promise<string> {
    const line = lines.find((each) => each.code === code.toUpperCase());
    if (!line) return Promise.resolve(t('receive.not-listed', { code }));
    if (!value.here.includes(line.dossierId)) change({ ...value, here: [...value.here, line.dossierId] });
    return t('receive.ticked', { code, name: line.applicantName });
  }
  async function sign(): Promise<void> {
    if (busy || !staff) return;
    if (await run(() => receiveBatch(batch.id, { receiver: value.receiver, differences }))) held.drop();
  }
  useHotkeys([{ keys: 'Ctrl+Enter', label: t('do.sign'), run: () => void sign() }]);
  const said = (error: (typeof errors)[number]) => {
    const at = /^differences\.(\d+)/u.exec(error.field ?? '')?.[1];
    const about = lines.find(({ dossierId }) => dossierId === differences[Number(at)]?.dossierId);
    return about ? `${about.code}: ${errorText(error)}` : errorText(error);
  };
  return (
    <>
      {errors.length > 0 && (
        <Notice kind="error">
          {errors.map((error, i) => (
            <p key={i}>{said(error)}</p>
          ))}
        </Notice>
      )}
      <div className={screen.head}>
        <ScanBox label={t('receive.scan')} onCode={tick} />
        <TextField
          label={t('receive.receiver')}
          defaultValue={value.receiver}
          onChange={(event) => change({ ...value, receiver: event.target.value })}
        />
        <strong role="status">{t('receive.progress', { here, all: lines.length })}</strong>
        <div className={`${screen.row} ${screen.spread}`}>
          <ActionButton
            look="primary"
            keys="Ctrl+Enter"
            onPress={() => void sign()}
            blocked={staff ? null : t('blocked.sign-in')}
          >
            {t('do.sign')}
          </ActionButton>
        </div>
      </div>
      <table className={styles.table} aria-label={t('receive.lines')}>
        <thead>
          <tr>
            <th scope="col">{t('columns.here')}</th>
            <th scope="col">{t('columns.dossier')}</th>
            {COUNTS.map((kind) => (
              <th key={kind} scope="col">
                {t(`columns.${kind}`)}
              </th>
            ))}
            <th scope="col">{t('columns.note')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <ReceiveLine key={line.dossierId} line={line} held={held} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function ReceiveLine({
  line,
  held: { value, change },
}: {
  readonly line: BatchLine;
  readonly held: Kept<Held>;
}) {
  const { t } = useTranslation('handover');
  const { dossierId, code } = line;
  const here = value.here.includes(dossierId);
  const counts = value.counts[dossierId] ?? line;
  const difference = differenceOf(line, value);
  const toggle = () =>
    change({
      ...value,
      here: here ? value.here.filter((id) => id !== dossierId) : [...value.here, dossierId],
    });
  return (
    <tr data-testid="batch-line" data-state={difference?.what ?? 'here'}>
      <td>
        <input type="checkbox" checked={here} onChange={toggle} aria-label={t('receive.here', { code })} />
      </td>
      <td>
        <span className={styles.code}>{code}</span> {line.applicantName}
      </td>
      {COUNTS.map((kind) => (
        <td key={kind}>
          <NumberCell
            aria-label={`${code}: ${t(`columns.${kind}`)}`}
            defaultValue={String(counts[kind])}
            disabled={!here}
            onChange={(event) => {
              const typed = typedCount(event.target.value);
              if (!Number.isInteger(typed) || typed < 0) return;
              const { originals, certifiedCopies, photocopies } = counts;
              const next = { originals, certifiedCopies, photocopies, [kind]: typed };
              change({ ...value, counts: { ...value.counts, [dossierId]: next } });
            }}
          />
        </td>
      ))}
      <td>
        {difference && (
          <input
            className={styles.note}
            aria-label={t('receive.note', { code })}
            placeholder={t(`receive.why-${difference.what}`)}
            autoComplete="off"
            defaultValue={difference.note}
            onChange={(event) =>
              change({ ...value, notes: { ...value.notes, [dossierId]: event.target.value } })
            }
          />
        )}
      </td>
    </tr>
  );
}
