import { describe, expect, it } from 'vitest';
import { receiptModel, type ReceiptModel } from '../../../renderer/print/receipt-model.ts';
import {
  author,
  BUILDING_PERMIT,
  CERTIFIED_COPY,
  handedIn,
  HOUSEHOLD_BUSINESS,
  NOW,
  ORGANISATION,
  PERSON,
  receiveCommand,
  received,
  receptionEntry,
  REPRESENTATIVE,
  SOCIAL_ALLOWANCE,
  write,
} from '../../support/catalogue.ts';
import { accepted, LATER, original } from './support.ts';

const spaced = (text: string | null | undefined) => text?.replaceAll('\u00A0', ' ') ?? null;
const valueOf = (model: ReceiptModel, label: string) =>
  spaced(
    [...model.content.subject.flat(), ...model.content.items].find((line) => line.label.includes(label))
      ?.value,
  );

describe('what the receipt says', () => {
  it('takes everything from the record', () => {
    const model = original(write([receiveCommand({ entry: receptionEntry({ paid: 'cash' }) })]).dossier);
    expect(model.content.code).toBe('000.00.19.H49-260713-0001');
    expect(model.content.head.body).toBe('BƯU ĐIỆN HÀ TU');
    expect(spaced(model.content.head.placeAndDate)).toBe('Hà Tu, ngày 13 tháng 7 năm 2026');
    expect(valueOf(model, 'Tiếp nhận hồ sơ của')).toBe('Nguyễn Văn Đạt');
    expect(valueOf(model, 'Số định danh')).toBe('022090123456');
    expect(valueOf(model, 'Địa chỉ')).toBe('Số 12, tổ 3, khu 4, Phường Hà Tu, Quảng Ninh');
    expect(valueOf(model, 'Email')).toBeNull();
    expect(valueOf(model, 'Nội dung')).toBe('Đăng ký thành lập hộ kinh doanh (mã thủ tục: 1.001612)');
    expect(valueOf(model, 'Số lượng')).toBe('01 (bộ)');
    expect(valueOf(model, '3. Thời gian nhận')).toBe('09 giờ 00 phút, ngày 13 tháng 7 năm 2026');
    expect(valueOf(model, 'trả kết quả giải quyết')).toBe(
      '17 giờ 00 phút, ngày 16 tháng 7 năm 2026 (thứ Năm)',
    );
    expect(valueOf(model, 'Phí')).toBe('100.000 ₫ (Một trăm nghìn đồng) – đã nộp bằng tiền mặt');
    expect(model.content.signatures.map((each) => each.name)).toEqual(['Nguyễn Văn Đạt', 'Phạm Thị Hoa']);
    expect(model.content.sampleNotice).toBe('DỮ LIỆU MẪU – không có giá trị pháp lý');
    expect(model.mark).toBeNull();
  });

  it('says whether and how the fee was paid, and when there is none', () => {
    const fee = (entry: Parameters<typeof receptionEntry>[0], procedure = HOUSEHOLD_BUSINESS) =>
      valueOf(
        original(
          received({ procedure, entry: receptionEntry({ documents: handedIn(procedure), ...entry }) })
            .dossier,
        ),
        'Phí',
      );
    expect(fee({})).toBe('100.000 ₫ (Một trăm nghìn đồng) – chưa nộp');
    expect(fee({ paid: 'transfer' })).toMatch(/đã nộp bằng chuyển khoản$/u);
    expect(fee({ feeCounts: { pages: 7, copies: 12 } }, CERTIFIED_COPY)).toMatch(
      /^108\.000 ₫ \(Một trăm linh tám nghìn đồng\)/u,
    );
    expect(fee({}, SOCIAL_ALLOWANCE)).toBe('không thu');
  });

  it('names each fee when there are several, and an amount paid that differs', () => {
    const { dossier } = received({ entry: receptionEntry({ paid: 'cash' }) });
    if (!dossier.reception || !dossier.payment) throw new Error('expected a paid reception');
    const [line] = dossier.reception.fee.lines;
    if (!line) throw new Error('expected a fee');
    const two = {
      ...dossier.reception.fee,
      lines: [line, { ...line, ruleId: 'b', nameVi: 'Phí thẩm định', amount: 50_000 }],
      total: 150_000,
    };
    const model = original({ ...dossier, reception: { ...dossier.reception, fee: two } });
    expect(valueOf(model, 'Phí')).toBe(
      '150.000 ₫ (Một trăm năm mươi nghìn đồng), gồm Lệ phí đăng ký hộ kinh doanh: 100.000 ₫; Phí thẩm định: 50.000 ₫ – đã nộp 100.000 ₫ bằng tiền mặt',
    );
  });

  it('says where the result goes', () => {
    const place = (delivery: Parameters<typeof receptionEntry>[0]) =>
      valueOf(original(received({ entry: receptionEntry(delivery) }).dossier), 'Đăng ký trả');
    expect(place({ delivery: { kind: 'counter' } })).toBe(
      'Bộ phận tiếp nhận và trả kết quả – Bưu điện Hà Tu',
    );
    expect(place({ delivery: { kind: 'home', address: PERSON.address } })).toMatch(
      /^Tại nhà, qua dịch vụ bưu chính công ích: Số 12/u,
    );
    expect(place({ delivery: { kind: 'online' } })).toMatch(/^Trực tuyến/u);
  });

  it('names who hands in for another, and leaves an organisation’s signature to be written', () => {
    const represented = original(
      received({ entry: receptionEntry({ representative: REPRESENTATIVE }) }).dossier,
    );
    expect(valueOf(represented, 'Người nộp thay')).toBe('Trần Thị Bích Ngọc');
    expect(valueOf(represented, 'Căn cứ')).toBe(REPRESENTATIVE.authority);
    expect(represented.content.signatures[0]?.name).toBe('Trần Thị Bích Ngọc');
    const organisation = original(received({ entry: receptionEntry({ applicant: ORGANISATION }) }).dossier);
    expect(valueOf(organisation, 'Mã số thuế')).toBe(ORGANISATION.taxCode);
    expect(organisation.content.signatures[0]?.name).toBeNull();
  });

  it('lists only what was handed in or shown, with dashes for none', () => {
    const documents = handedIn(CERTIFIED_COPY).concat({
      documentId: 'x',
      nameVi: 'Không nộp',
      originals: 0,
      certifiedCopies: 0,
      photocopies: 0,
      shown: false,
    });
    const { rows } = original(
      received({ procedure: CERTIFIED_COPY, entry: receptionEntry({ documents }) }).dossier,
    ).content.documents;
    expect(rows.map(({ number, name, photocopies, shown }) => [number, name, photocopies, shown])).toEqual([
      ['1', 'Bản chính giấy tờ, văn bản', '–', 'x'],
      ['2', 'Bản sao cần chứng thực', '1', '–'],
    ]);
  });

  it('asks to confirm a date beyond the calendar until someone set it', () => {
    const beyond = write(
      [receiveCommand({ procedure: BUILDING_PERMIT })],
      author({ now: '2027-12-20T02:00:00.000Z' }),
    );
    expect(valueOf(original(beyond.dossier), 'trả kết quả giải quyết')).toMatch(
      /^dự kiến .*sẽ được xác nhận lại/u,
    );
    const set = write(
      [
        {
          type: 'correct',
          field: 'dueAt',
          to: '2028-01-20T09:30:00.000Z',
          reason: 'Đã hỏi',
          approver: 'Lê Văn A',
        },
      ],
      author(),
      beyond,
    );
    expect(valueOf(original(set.dossier), 'trả kết quả giải quyết')).toBe(
      '16 giờ 30 phút, ngày 20 tháng 01 năm 2028 (thứ Năm)',
    );
  });
});

describe('kinds of paper', () => {
  const { dossier } = received();
  it('marks copies and replacements with their number and time', () => {
    expect(spaced(receiptModel(dossier, { kind: 'copy', print: 3 }, LATER).mark)).toBe(
      'BẢN SAO – in lại lần 2, lúc 10 giờ 05 phút, ngày 13 tháng 7 năm 2026',
    );
    expect(spaced(receiptModel(dossier, { kind: 'replacement', print: 2 }, LATER).mark)).toBe(
      'BẢN THAY THẾ bản in trước – in lần 2, lúc 10 giờ 05 phút, ngày 13 tháng 7 năm 2026',
    );
    expect(receiptModel(dossier, 'preview', LATER).mark).toBe('BẢN XEM TRƯỚC');
  });

  it('marks a provisional code, and shows both once the final one is linked', () => {
    const provisional = received({ code: { code: 'TAM-HT-1-260713-001', provisional: true } }).dossier;
    expect(original(provisional).content.codeNotice).toBe(
      'MÃ TẠM – mã chính thức sẽ được cổng cấp và liên kết',
    );
    const linked = original(accepted(provisional, '000.00.19.H49-260713-0042')).content;
    expect(linked.codeNotice).toBeNull();
    expect(linked.code).toBe('000.00.19.H49-260713-0042');
    expect(linked.head.codes.map(({ label, value }) => `${label}: ${value ?? ''}`).join('; ')).toBe(
      'Mã chính thức: 000.00.19.H49-260713-0042; mã tạm đã in: TAM-HT-1-260713-001',
    );
  });

  it('previews a reception with nothing known yet', () => {
    const model = receiptModel({}, 'preview', NOW);
    expect(model.mark).toBe('BẢN XEM TRƯỚC – chưa lưu');
    expect(model.check).toBeNull();
    expect(model.content.code).toBeNull();
    expect(
      [...model.content.subject.flat(), ...model.content.items].every((line) => line.value === null),
    ).toBe(true);
  });

  it('previews what is typed so far', () => {
    const model = receiptModel(
      {
        applicant: { kind: 'person', name: 'Nguyễn Va\u0306n' },
        delivery: { kind: 'home', address: { street: 'Số 1' } },
      },
      'preview',
      NOW,
    );
    expect(valueOf(model, 'Tiếp nhận hồ sơ của')).toBe('Nguyễn Văn');
    expect(valueOf(model, 'Đăng ký trả')).toBe('Tại nhà, qua dịch vụ bưu chính công ích: Số 1');
  });
});
