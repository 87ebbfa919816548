import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { whyNotListed, type ListedLine } from '../../../shared/domain/handover/decide-batch.ts';
import type { HandoverPlace } from '../../../shared/domain/procedure.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { Notice } from '../../components/notice.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { VirtualList, type VirtualListHandle } from '../../components/virtual-list.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { services } from '../../session/services.ts';
import { goTo } from '../../session/session.ts';
import { waitingDossiers } from '../../store/batches.ts';
import { dossierByCode } from '../../store/queries.ts';
import { printBatch, sendBatch } from '../../use-cases/hand-over.ts';
import { useAsked } from '../use-asked.ts';
import { useRequest } from '../use-request.ts';
import screen from '../screen.module.css';
import type { HandoverPlaces } from './handover-screen.tsx';
import styles from './handover.module.css';
import { LinesTable } from './lines-table.tsx';
import { candidates, LIST, readList, type ListDraft } from './list-draft.ts';
import { ScanBox } from './scan-box.tsx';
import { useKept, type Kept } from './use-kept.ts';

/** How many dossiers, those changed last, are looked through for ones that wait; others are scanned. */
const LOOKED_THROUGH = 2000;

/** A new batch; what was scanned so far is kept. */
export function MakeBatch({ office, batches }: HandoverPlaces) {
  const places = office.handsOverTo ?? [];
  const list = useKept<ListDraft>(LIST, readList, { to: places[0]?.id ?? '', lines: [] });
  const to = places.find(({ id }) => id === list?.value.to) ?? places[0];
  return list && to ? <Making office={office} batches={batches} list={list} to={to} /> : null;
}

interface MakingProps extends HandoverPlaces {
  readonly list: Kept<ListDraft>;
  readonly to: HandoverPlace;
}

function useCandidates({ office, batches, to }: Omit<MakingProps, 'list'>): readonly ListedLine[] {
  const ask = useCallback(() => waitingDossiers(services().db, office.id, LOOKED_THROUGH), [office.id]);
  const waiting = useAsked(ask) ?? [];
  return candidates(office, to, waiting, batches);
}

function Making({ office, batches, list, to }: MakingProps) {
  const { t } = useTranslation('handover');
  const errorText = useErrorText();
  const { busy, errors, run } = useRequest();
  const scan = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const waiting = useRef<VirtualListHandle>(null);
  const table = useRef<HTMLDivElement>(null);
  const { lines } = list.value;
  const offered = useCandidates({ office, batches, to });
  const standsOn = useRef<ListedLine | null>(null);
  const listed = new Set(lines.map(({ dossierId }) => dossierId));
  const put = (next: readonly ListedLine[]) => list.change({ to: to.id, lines: next });
  const toggle = (line: ListedLine) =>
    put(
      listed.has(line.dossierId)
        ? lines.filter(({ dossierId }) => dossierId !== line.dossierId)
        : [...lines, line],
    );

  async function take(code: string): Promise<string> {
    const known = offered.find((line) => line.code === code.toUpperCase());
    const view = known ? null : await dossierByCode(services().db, code);
    const id = known?.dossierId ?? view?.dossier.id;
    if (id === undefined) return t('make.unknown', { code });
    if (listed.has(id)) return errorText({ code: 'batch-line-twice', params: { code } });
    const fresh =
      known ??
      candidates(office, to, view ? [view.dossier] : [], batches).find(({ dossierId }) => dossierId === id);
    const dossiers = new Map(view ? [[id, view.dossier]] : []);
    const why =
      fresh?.again || known ? null : whyNotListed({ dossierId: id, code }, { office, to, dossiers, batches });
    if (!fresh || why) return errorText(why ?? { code: 'batch-line-forbidden', params: { code } });
    put([...lines, fresh]);
    return t('make.taken', { code, name: fresh.applicantName });
  }

  async function send(): Promise<void> {
    const sent: { id?: string } = {};
    await run(async () => {
      const saved = await sendBatch({ to: to.id, lines });
      if (saved.ok) sent.id = saved.value.id;
      return saved;
    });
    if (sent.id === undefined) return;
    list.drop();
    const printed = await printBatch(sent.id);
    goTo('handover', {
      batchId: sent.id,
      ...(printed.ok ? { printed: printed.value.where } : { unprinted: '1' }),
    });
  }

  useHotkeys([
    { keys: 'Ctrl+Enter', label: t('do.send'), run: () => void send() },
    { keys: 'Escape', label: t('do.back'), run: () => goTo('handover') },
    { keys: 'Alt+1', label: t('make.scan'), run: () => scan.current?.focus() },
    { keys: 'Alt+2', label: t('make.waiting'), run: () => waiting.current?.focus() },
    { keys: 'Alt+3', label: t('make.lines'), run: () => table.current?.querySelector('input')?.focus() },
  ]);
  return (
    <div className={screen.screen}>
      <div className={screen.head}>
        <h1>{t('make.title')}</h1>
        <SelectField
          label={t('make.to')}
          value={to.id}
          onChange={(event) => list.change({ to: event.target.value, lines: [] })}
          options={(office.handsOverTo ?? []).map(({ id, nameVi, onPaper }) => ({
            value: id,
            label: onPaper ? `${nameVi} · ${t('make.on-paper')}` : nameVi,
          }))}
        />
        <div className={`${screen.row} ${screen.spread}`}>
          <ActionButton
            look="primary"
            keys="Ctrl+Enter"
            onPress={() => void send()}
            blocked={busy ? t('make.busy') : null}
          >
            {t('do.send')}
          </ActionButton>
          <ActionButton keys="Escape" onPress={() => goTo('handover')}>
            {t('do.back')}
          </ActionButton>
        </div>
      </div>
      {errors.length > 0 && (
        <Notice kind="error">
          {errors.map((error, i) => (
            <p key={i}>{errorText(error)}</p>
          ))}
        </Notice>
      )}
      <div className={styles.columns}>
        <div className={styles.column}>
          <ScanBox label={t('make.scan')} onCode={take} ref={scan} />
          <h2>{t('make.waiting-count', { count: offered.length })}</h2>
          <div
            className={screen.list}
            onKeyDown={(event) => {
              if (event.key !== ' ' || !standsOn.current) return;
              event.preventDefault();
              toggle(standsOn.current);
            }}
          >
            <VirtualList
              label={t('make.waiting')}
              items={offered}
              keyOf={({ dossierId }) => dossierId}
              render={(line) => <Offered line={line} listed={listed.has(line.dossierId)} />}
              onOpen={toggle}
              onActive={(line) => {
                standsOn.current = line;
              }}
              ref={waiting}
            />
          </div>
        </div>
        <div className={styles.column} ref={table}>
          <h2>{t('make.lines-count', { count: lines.length })}</h2>
          <div className={screen.scrolling}>
            {lines.length > 0 && <LinesTable lines={lines} onChange={put} />}
          </div>
        </div>
      </div>
    </div>
  );
}

function Offered({ line, listed }: { readonly line: ListedLine; readonly listed: boolean }) {
  const { t } = useTranslation('handover');
  return (
    <div className={styles.offered}>
      <span aria-hidden="true">{listed ? '☑' : '☐'}</span>
      <span className={styles.code}>{line.code}</span>
      <span className={styles.name}>
        {line.again ? `▲ ${t('make.missing')} · ` : ''}
        {line.applicantName}
      </span>
    </div>
  );
}
