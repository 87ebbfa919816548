import { createHash } from 'node:crypto';
import Fastify from 'fastify';
import { receiptKey } from '../../../shared/domain/receipt-number.ts';
import {
  eReceiptAdjustmentSchema,
  eReceiptSchema,
  type EReceipt,
  type EReceiptAdjustment,
} from '../../../shared/e-receipt/document.ts';
import { jsonProvider, PROVIDER_PATHS, type EReceiptProvider } from '../../../shared/e-receipt/port.ts';

/** What the reference provider keeps of a receipt. */
interface Kept {
  readonly document: EReceipt;
  readonly number: string;
  readonly lookupCode: string;
  readonly adjustments: readonly EReceiptAdjustment[];
}

type Reply = readonly [status: number, body: object];
const refused = (reason: string): Reply => [422, { reason }];

/** Made from the id, so that asked again it is the same. */
function lookupCodeOf(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 10).toUpperCase();
}

/** The rules any provider has: sums agree, a number is used once, nothing is given back that is not there. */
class Ledger {
  readonly kept = new Map<string, Kept>();
  readonly replies = new Map<string, Reply>();

  private once(id: string, answer: () => Reply): Reply {
    const before = this.replies.get(id);
    if (before) return before;
    const reply = answer();
    if (reply[0] === 200) this.replies.set(id, reply);
    return reply;
  }

  issue(document: EReceipt): Reply {
    return this.once(document.id, () => {
      const key = receiptKey(document.receipt);
      if (this.kept.has(key)) return refused('Số biên lai đã có');
      const sum = document.lines.reduce((total, { amount }) => total + amount, 0);
      if (sum !== document.total) return refused('Tổng không khớp các dòng');
      const made = {
        number: `${document.form.symbol}-${String(this.kept.size + 1).padStart(8, '0')}`,
        lookupCode: lookupCodeOf(document.id),
      };
      this.kept.set(key, { document, ...made, adjustments: [] });
      return [200, made];
    });
  }

  adjust(document: EReceiptAdjustment): Reply {
    return this.once(document.id, () => {
      const key = receiptKey(document.receipt);
      const kept = this.kept.get(key);
      if (!kept) return refused('Không có biên lai này');
      if (kept.adjustments.some(({ what }) => what === 'voided')) return refused('Biên lai đã hủy');
      const given = [...kept.adjustments, document].reduce((total, { amount }) => total + (amount ?? 0), 0);
      if (given > kept.document.total) return refused('Hoàn nhiều hơn đã thu');
      if (document.what === 'voided' && given < kept.document.total)
        return refused('Biên lai còn tiền chưa hoàn');
      const adjustments = [...kept.adjustments, document];
      this.kept.set(key, { ...kept, adjustments });
      return [200, { number: `${kept.number}/${String(adjustments.length)}`, lookupCode: kept.lookupCode }];
    });
  }
}

export interface ReferenceProvider {
  readonly provider: EReceiptProvider;
  readonly url: string;
  readonly issued: () => readonly Kept[];
  /** Answers nothing but this from now on, e.g. 503; null for its own answers. */
  readonly answerOnly: (status: number | null) => void;
  /** Hears of requests, before they are answered. */
  readonly asked: () => number;
  readonly close: () => Promise<void>;
}

/** A provider of e-receipts on 127.0.0.1, in memory. A reference: no tax office ever hears of it. */
export async function startReferenceProvider(): Promise<ReferenceProvider> {
  const app = Fastify({ logger: false, forceCloseConnections: true });
  const ledger = new Ledger();
  let only: number | null = null;
  let asked = 0;
  const routes = {
    issue: (body: unknown): Reply => {
      const read = eReceiptSchema.safeParse(body);
      return read.success ? ledger.issue(read.data) : [400, { reason: 'Thiếu hoặc sai trường' }];
    },
    adjust: (body: unknown): Reply => {
      const read = eReceiptAdjustmentSchema.safeParse(body);
      return read.success ? ledger.adjust(read.data) : [400, { reason: 'Thiếu hoặc sai trường' }];
    },
  };
  for (const name of ['issue', 'adjust'] as const)
    app.post(PROVIDER_PATHS[name], (request, reply) => {
      asked += 1;
      const [status, body] = only === null ? routes[name](request.body) : [only, { reason: REASON }];
      return reply.code(status).send(body);
    });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    provider: providerAt(url),
    url,
    issued: () => [...ledger.kept.values()],
    answerOnly: (status) => {
      only = status;
    },
    asked: () => asked,
    close: () => app.close(),
  };
}

const REASON = 'Không nhận lúc này';
const TIMEOUT_MS = 10_000;

/** The adapter over HTTP. */
export function providerAt(url: string): EReceiptProvider {
  return jsonProvider('Nhà cung cấp mẫu', async (path, body) => {
    const response = await fetch(new URL(path, url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: response.status, body: await response.json().catch(() => null) };
  });
}
