import type { FormSet } from '../form-set.ts';
import { REGISTER_FIELDS } from './set-2018.ts';

/**
 * Appendix I of Circular 03/2025/TT-VPCP, under Decree 118/2025/NĐ-CP. Numbers and titles were seen in public sources;
 * the words inside 02–07 were not read in the gazette and stand in from the set before it, marked as unverified.
 */
export const SET_2025: FormSet = {
  id: '2025',
  from: '2025-07-01',
  fromVerified: false,
  source: 'Phụ lục I Thông tư số 03/2025/TT-VPCP; mẫu 01 theo bản in đang dùng, 02–07 chỉ đối chiếu tên mẫu',
  forms: {
    receipt: {
      number: '01',
      titleVi: 'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
      suffix: null,
      verified: 'template',
      fields: {
        documents: '1. Thành phần hồ sơ nộp gồm',
        sets: '2. Số lượng hồ sơ',
        statutory: null,
        receivedAt: '3. Thời gian nhận hồ sơ',
        dueAt: '4. Thời gian trả kết quả giải quyết hồ sơ',
        collectAt: '5. Đăng ký trả kết quả tại',
        fee: '6. Phí, lệ phí',
        book: 'Vào Sổ theo dõi hồ sơ, Quyển số',
        entry: 'Số thứ tự',
      },
    },
    supplement: {
      number: '02',
      titleVi: 'PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ',
      suffix: '/HDHS',
      verified: 'title',
      fields: {
        owner: 'Hồ sơ của Ông/Bà',
        request: 'Nội dung yêu cầu giải quyết',
        asked: 'Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau',
        reason: 'Lý do',
        lookup:
          'Quy định về thành phần hồ sơ được công khai trên Cổng Dịch vụ công, theo mã thủ tục ghi trên.',
        contact: 'Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, Ông/Bà liên hệ với',
        phone: 'Số điện thoại để được hướng dẫn',
        clerk: 'NGƯỜI HƯỚNG DẪN',
      },
    },
    refusal: {
      number: '03',
      titleVi: 'PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ',
      suffix: '/TCHS',
      verified: 'title',
      fields: {
        owner: 'Hồ sơ của Ông/Bà',
        request: 'Nội dung yêu cầu giải quyết',
        intro: 'Qua xem xét, thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau',
        ground: 'Căn cứ',
        reason: 'Lý do',
        end: 'Xin thông báo để Ông/Bà được biết và thực hiện./.',
        filer: 'NGƯỜI NỘP HỒ SƠ',
        clerk: 'NGƯỜI TIẾP NHẬN HỒ SƠ',
      },
    },
    apology: {
      number: '04',
      titleVi: 'VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT',
      suffix: '/PXL',
      verified: 'title',
      fields: {
        to: 'Kính gửi',
        received: 'Thời gian tiếp nhận hồ sơ',
        request: 'Về việc',
        promised: 'Thời gian hẹn trả kết quả giải quyết hồ sơ',
        late: 'Đến nay, cơ quan giải quyết chưa trả được kết quả giải quyết hồ sơ của Ông/Bà/Tổ chức theo thời hạn đã hẹn.',
        reason: 'Lý do',
        sorry:
          'Cơ quan giải quyết xin lỗi Ông/Bà/Tổ chức về sự chậm trễ này và đề nghị gia hạn thời gian giải quyết hồ sơ.',
        newDate: 'Thời gian trả kết quả sau khi gia hạn',
        end: 'Mong nhận được sự thông cảm của Ông/Bà/Tổ chức./.',
        head: 'THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ',
      },
    },
    stop: {
      number: '05',
      titleVi: 'THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ',
      suffix: '/TB',
      verified: 'title',
      fields: {
        to: 'Kính gửi',
        received: 'Thời gian tiếp nhận hồ sơ',
        request: 'Về việc',
        stopped: 'Cơ quan giải quyết thông báo dừng giải quyết hồ sơ nêu trên của Ông/Bà/Tổ chức.',
        ground: 'Căn cứ',
        reason: 'Lý do',
        end: 'Xin thông báo để Ông/Bà/Tổ chức được biết và thực hiện./.',
        head: 'THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ',
      },
    },
    control: {
      number: '06',
      titleVi: 'PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ',
      suffix: null,
      verified: 'title',
      fields: {
        owner: 'Hồ sơ của',
        request: 'Loại hồ sơ',
        resolver: 'Cơ quan (bộ phận) giải quyết hồ sơ',
        helper: null,
        body: 'TÊN CƠ QUAN',
        time: 'THỜI GIAN GIAO, NHẬN HỒ SƠ',
        giver: 'Người giao',
        taker: 'Người nhận',
        outcome: 'KẾT QUẢ GIẢI QUYẾT HỒ SƠ (trước hạn/ đúng hạn/ quá hạn)',
        note: 'GHI CHÚ',
      },
    },
    register: {
      number: '07',
      titleVi: 'SỔ THEO DÕI HỒ SƠ',
      suffix: null,
      verified: 'title',
      fields: REGISTER_FIELDS,
    },
  },
};
