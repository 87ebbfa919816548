import type { ReactElement } from 'react';
import { Code128 } from '../paper-parts.tsx';
import { QrCode } from '../qr-code.tsx';
import css from './label.module.css';
import type { LabelContent } from './post-content.ts';

/** One A6 label a sheet, or four labels on an A5 or A4. */
export type LabelPaper = 'A6' | 'A5' | 'A4';

function inSheets(labels: readonly LabelContent[], paper: LabelPaper): readonly (readonly LabelContent[])[] {
  const each = paper === 'A6' ? 1 : 4;
  return Array.from({ length: Math.ceil(labels.length / each) }, (_, i) =>
    labels.slice(i * each, (i + 1) * each),
  );
}

/** Labels in the order given, on as many sheets as they take. Always in Vietnamese. */
export function Labels({
  labels,
  paper,
}: {
  readonly labels: readonly LabelContent[];
  readonly paper: LabelPaper;
}): ReactElement {
  return (
    <>
      {inSheets(labels, paper).map((sheet) => (
        <div key={sheet[0]?.item} className={css.sheet} data-paper={paper} lang="vi" translate="no">
          {sheet.map((label) => (
            <Label key={label.item} label={label} />
          ))}
        </div>
      ))}
    </>
  );
}

/** How small the recipient's lines must be set so that all of them stand on the label. */
function lengthOf({ to }: LabelContent): 'short' | 'long' | 'longest' {
  const { length } = [to.name, to.street, to.unit, to.formerly].join(' ');
  return length <= 220 ? 'short' : length <= 420 ? 'long' : 'longest';
}

function Label({ label }: { readonly label: LabelContent }): ReactElement {
  const { from, to } = label;
  return (
    <article className={css.label} data-length={lengthOf(label)} aria-label={`Nhãn bưu gửi ${label.item}`}>
      <header className={css.head}>
        {label.sampleNotice !== null && <p className={css.sample}>{label.sampleNotice}</p>}
        <p className={css.title}>{label.title}</p>
      </header>
      <div className={css.code}>
        <div className={css.bars}>
          <Code128 text={label.item} />
        </div>
        <p className={css.item}>{label.itemInGroups}</p>
      </div>
      <section className={css.from}>
        <p>
          <span className={css.name}>Người gửi:</span> <b>{from.name}</b>
          {from.place !== '' && `, ${from.place}`}
        </p>
        <p>Mã hồ sơ: {label.code}</p>
      </section>
      <section className={css.to}>
        <p className={css.name}>Người nhận:</p>
        <p className={css.recipient}>{to.name}</p>
        <p>
          Điện thoại: <b>{to.phone}</b>
        </p>
        <p>{to.street}</p>
        <p>
          <b>{to.unit}</b>
        </p>
        {to.formerly !== null && <p className={css.formerly}>({to.formerly})</p>}
      </section>
      <footer className={css.foot}>
        <div className={css.qr}>
          <QrCode text={label.item} />
        </div>
        <dl className={css.boxes}>
          <div>
            <dt>Khối lượng</dt>
            <dd>{label.weight ?? '………… g'}</dd>
          </div>
          <div>
            <dt>Thu người nhận</dt>
            <dd>{label.collect ?? '………… ₫'}</dd>
          </div>
          <div>
            <dt>Gửi lúc</dt>
            <dd>{label.postedAt}</dd>
          </div>
          <div className={css.sign}>
            <dt>Người nhận ký, ngày giờ</dt>
          </div>
        </dl>
      </footer>
    </article>
  );
}
