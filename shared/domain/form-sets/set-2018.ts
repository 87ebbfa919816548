import type { FormFields, FormSet } from '../form-set.ts';

/** The columns of the register; seen in no source yet. */
export const REGISTER_FIELDS: FormFields['register'] = {
  number: 'TT',
  code: 'Mã hồ sơ',
  procedure: 'Tên thủ tục hành chính',
  sets: 'Số lượng hồ sơ (bộ)',
  owner: 'Tên cá nhân, tổ chức',
  address: 'Địa chỉ, số điện thoại',
  resolver: 'Cơ quan chủ trì giải quyết',
  dates: 'Ngày, tháng, năm',
  received: 'Nhận hồ sơ',
  due: 'Hẹn trả kết quả',
  forwarded: 'Chuyển hồ sơ đến cơ quan giải quyết',
  ready: 'Nhận kết quả từ cơ quan giải quyết',
  given: 'Trả kết quả',
  givenOn: 'Ngày, tháng, năm',
  how: 'Phương thức nhận kết quả',
  signature: 'Ký nhận',
  note: 'Ghi chú',
};

/**
 * Circular 01/2018/TT-VPCP. Titles and words of 01–03 as a province's templates have them; 04–06 are not verified
 * against the gazette.
 */
export const SET_2018: FormSet = {
  id: '2018',
  from: '2019-01-15',
  fromVerified: false,
  source: 'Thông tư số 01/2018/TT-VPCP ngày 23/11/2018; 01–03 theo mẫu in của một tỉnh, 04–06 chưa đối chiếu',
  forms: {
    receipt: {
      number: '01',
      titleVi: 'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
      suffix: null,
      verified: 'template',
      fields: {
        documents: '1. Thành phần hồ sơ nộp gồm',
        sets: '2. Số lượng hồ sơ',
        statutory: '3. Thời gian giải quyết hồ sơ theo quy định là',
        receivedAt: '4. Thời gian nhận hồ sơ',
        dueAt: '5. Thời gian trả kết quả giải quyết hồ sơ',
        collectAt: '6. Đăng ký nhận kết quả tại',
        fee: null,
        book: 'Vào Sổ theo dõi hồ sơ, Quyển số',
        entry: 'Số thứ tự',
      },
    },
    supplement: {
      number: '02',
      titleVi: 'PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ',
      suffix: '/HDHS',
      verified: 'template',
      fields: {
        owner: 'Tiếp nhận hồ sơ/yêu cầu của Ông/Bà',
        request: 'Nội dung yêu cầu giải quyết',
        asked: 'Yêu cầu Ông/Bà hoàn thiện hồ sơ gồm những nội dung như sau',
        reason: 'Lý do',
        lookup: null,
        contact: 'Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, Ông/Bà liên hệ với',
        phone: 'Số điện thoại để được hướng dẫn',
        clerk: 'NGƯỜI HƯỚNG DẪN',
      },
    },
    refusal: {
      number: '03',
      titleVi: 'PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ',
      suffix: '/TCHS',
      verified: 'template',
      fields: {
        owner: 'Tiếp nhận hồ sơ của',
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
      titleVi: 'PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ',
      suffix: '/PXL',
      verified: 'no',
      fields: {
        to: 'Kính gửi',
        received: 'Thời gian tiếp nhận hồ sơ',
        request: 'Về việc',
        promised: 'Thời gian hẹn trả kết quả giải quyết hồ sơ',
        late: 'Tuy nhiên đến nay, cơ quan giải quyết chưa trả kết quả giải quyết hồ sơ của Ông/Bà/Tổ chức đúng thời hạn quy định theo Giấy tiếp nhận hồ sơ và hẹn trả kết quả.',
        reason: 'Lý do',
        sorry:
          'Sự chậm trễ này đã gây phiền hà, tốn kém cho Ông/Bà/Tổ chức. Chúng tôi xin lỗi Ông/Bà/Tổ chức.',
        newDate: 'Hẹn Ông/Bà/Tổ chức nhận kết quả giải quyết hồ sơ vào',
        end: 'Mong nhận được sự thông cảm của Ông/Bà/Tổ chức./.',
        head: 'THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ',
      },
    },
    // A dossier of this set that is stopped today gets the notice of the set in force today.
    stop: null,
    control: {
      number: '05',
      titleVi: 'PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ',
      suffix: null,
      verified: 'title',
      fields: {
        owner: 'Hồ sơ của',
        request: 'Nội dung yêu cầu giải quyết',
        resolver: 'Cơ quan (bộ phận) giải quyết hồ sơ',
        helper: 'Cơ quan phối hợp giải quyết hồ sơ',
        body: 'TÊN CƠ QUAN',
        time: 'THỜI GIAN GIAO, NHẬN HỒ SƠ',
        giver: 'Người giao',
        taker: 'Người nhận',
        outcome: 'KẾT QUẢ GIẢI QUYẾT HỒ SƠ (trước hạn/ đúng hạn/ quá hạn)',
        note: 'GHI CHÚ',
      },
    },
    register: {
      number: '06',
      titleVi: 'SỔ THEO DÕI HỒ SƠ',
      suffix: null,
      verified: 'no',
      fields: REGISTER_FIELDS,
    },
  },
};
