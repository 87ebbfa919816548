import { useCallback, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../../shared/clock.ts';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import type { PostalRoll } from '../../../shared/domain/postal-item.ts';
import { postageTariffOn } from '../../../shared/domain/postage.ts';
import type { Catalogue } from '../../../shared/domain/procedure.ts';
import { NumberField } from '../../components/number-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { useNow } from '../../i18n/use-now.ts';
import {
  postResults,
  proposeItems,
  type PostingFaults,
  type TypedRoll,
} from '../../use-cases/post-results.ts';
import { PanelForm } from '../dossier/panel-form.tsx';
import { useAsked } from '../use-asked.ts';
import { PostRows, type PostRow } from './post-rows.tsx';
import styles from './results.module.css';

interface PostPanelProps {
  readonly dossiers: readonly Dossier[];
  readonly catalogue: Catalogue;
  /** The roll in use; null when none is. */
  readonly roll: PostalRoll | null;
  readonly onDone: (dossierIds: readonly string[]) => void;
  readonly onCancel: () => void;
}

type Typed = Readonly<Record<string, string>>;

const NOTHING_WRONG: PostingFaults = { all: [], of: new Map() };

/** Items for the rows in order: what was typed stays, the others take the next of the roll. */
function itemsFor(dossiers: readonly Dossier[], typed: Typed, proposed: readonly string[]): Typed {
  const taken = new Set(Object.values(typed));
  const next = proposed.filter((item) => !taken.has(item)).values();
  return Object.fromEntries(dossiers.map(({ id }) => [id, typed[id] ?? next.next().value ?? '']));
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return ids.has(id) ? new Set([...ids].filter((each) => each !== id)) : new Set([...ids, id]);
}

/** Enter goes on to the next box, as after a scanner's code; it never records. */
function goOn(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Enter' || event.ctrlKey || event.nativeEvent.isComposing) return;
  const boxes = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input')];
  const at = boxes.findIndex((box) => box === event.target);
  if (at === -1) return;
  event.preventDefault();
  const next = boxes[at + 1];
  next?.focus();
  next?.select();
}

/** Posts several results at once: items come off the roll in order, each is checked before anything is recorded. */
export function PostPanel({ dossiers, catalogue, roll, onDone, onCancel }: PostPanelProps) {
  const { t } = useTranslation('results');
  const errorText = useErrorText();
  const [typedRoll, setTypedRoll] = useState<TypedRoll>(roll ?? { first: '', last: '' });
  const [items, setItems] = useState<Typed>({});
  const [weights, setWeights] = useState<Typed>({});
  const [confirmed, setConfirmed] = useState<ReadonlySet<string>>(new Set());
  const [weightOfAll, setWeightOfAll] = useState('');
  const [faults, setFaults] = useState(NOTHING_WRONG);
  // What was said of a value is no longer true of another one.
  const changing = (change: () => void) => {
    setFaults(NOTHING_WRONG);
    change();
  };
  const today = dayOf(useNow());
  const count = dossiers.length;
  const proposed = useAsked(useCallback(() => proposeItems(typedRoll, 2 * count), [typedRoll, count])) ?? [];
  const itemOf = itemsFor(dossiers, items, proposed);
  const rows = dossiers.map((dossier): PostRow => {
    const { id } = dossier;
    return {
      dossier,
      item: itemOf[id] ?? '',
      weight: weights[id] ?? weightOfAll,
      confirmed: confirmed.has(id),
    };
  });
  const lacking = rows.filter(({ item }) => item === '').length;
  const tariff = postageTariffOn(catalogue.postage ?? [], today);
  const faultOf = (field: string) => {
    const fault = faults.all.find((each) => each.field === field);
    return fault ? errorText(fault) : null;
  };
  const other = faults.all.find(({ field }) => field === undefined || !field.startsWith('roll.'));

  async function submit(): Promise<boolean> {
    const postings = rows.map(({ dossier, ...typed }) => ({ dossierId: dossier.id, ...typed }));
    const posted = await postResults(postings, typedRoll);
    setFaults(posted.ok ? NOTHING_WRONG : posted.error);
    if (posted.ok) onDone(posted.value);
    return posted.ok;
  }
  return (
    <PanelForm
      title={t('post.title', { count })}
      save={t('post.save')}
      error={other ? errorText(other) : null}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <p>{t('post.about')}</p>
      <div onKeyDown={goOn} role="presentation">
        <div className={styles.fields}>
          <TextField
            label={t('post.first')}
            value={typedRoll.first}
            onChange={({ target }) => changing(() => setTypedRoll({ ...typedRoll, first: target.value }))}
            error={faultOf('roll.first')}
            autoFocus={roll === null}
          />
          <TextField
            label={t('post.last')}
            value={typedRoll.last}
            onChange={({ target }) => changing(() => setTypedRoll({ ...typedRoll, last: target.value }))}
            error={faultOf('roll.last')}
          />
          <NumberField
            label={t('post.weight-all')}
            description={t('post.weight-about')}
            value={weightOfAll}
            onChange={({ target }) => changing(() => setWeightOfAll(target.value))}
            autoFocus={roll !== null}
          />
        </div>
        {proposed.length > 0 && lacking > 0 && <p role="status">{t('post.left', { count: lacking })}</p>}
        <PostRows
          rows={rows}
          faults={faults.of}
          catalogue={catalogue}
          today={today}
          onItem={(id, item) => changing(() => setItems({ ...items, [id]: item }))}
          onConfirm={(id) => setConfirmed((before) => toggled(before, id))}
          onWeight={(id, weight) => changing(() => setWeights({ ...weights, [id]: weight }))}
        />
      </div>
      {tariff && !tariff.verified && <p className={styles.old}>{t('post.unverified')}</p>}
    </PanelForm>
  );
}
