/**
 * Syllables with “a” that are common in papers of administration, while the same with “o” in its place is rare or none:
 * “các” and not “cóc”. Where both are common (“trạng” and “trọng”, “tân” and “tôn”) neither stands here. Made by hand
 * from the language at large; what was misread on the tuning part of `npm run eval:reading` showed that it is needed.
 */
const WITH_A =
  'ai án anh ánh ảnh ba bác bàn bản bảo báo bảy bắc bằng bắt bất bậc bận ' +
  'cạn cản cán cao cáo cách các cải cái cảm cám cảnh cảng cạnh cắt căn cân cần cận câu cầu cấu cấp cập ' +
  'chai chào cháu chạy cháy chánh chấm chậm chất chấp châu chắc chăm chặt ' +
  'dai dài dàn dạng danh dành dạy dân dẫn dấu dâu dầu đã đai đại đám đảm đàm đang đảng đánh đào đạo đáp đạt đặc đặt đất đây đấy đầy đẩy đậu ' +
  'gạch gai gắn gặp gấp gần gây giai giải giám giảm gian giáo giao giáp giấy giả gia ' +
  'hai hại hàng hạng hành hạnh hạn hà hán hát hay hãy hằng hậu hầu ' +
  'khác khách khai khảo kháng khánh khắc khẩu khẩn khấu ' +
  'lãi lái lại làm lam lãnh lao lạnh lập lâm lầm lâu lần lấy lắp luật ' +
  'mai mái máy may mãi màu mạng mảnh mát mạnh mặt mất mấy mẫu mậu ' +
  'nam nạn này nay năm năng nặng nắm nấu ngay ngày ngành ngang ngạch ngắn ngăn ngân nhà nhạc nhanh nhánh nhau nhãn nhân nhận nhẫn nhập nhật nhất nhấn ' +
  'phát pháp phạt phải phạm phản phân phần phẩm phật phẫu phái ' +
  'quá quan quản quảng quang quân quận quanh ' +
  'ra rác rạch rải ranh rạng rất rằng ' +
  'sách sao sai sáp sản sắc sắp sắm sân sâu sẵn suất xuất ' +
  'tài tại tái tai tách tạm tang táng tạo tay táo tặng tắt tập tầng tẩy ' +
  'thải thái thành thanh thánh tháng thảm tham thảo tháo thay thăm thắng thẳng thẩm thấp thập thật thất thầy thấy thẻ ' +
  'tra trả trách trạch trái trại trạm tranh tránh tráng trao trăm trắng trật trận ' +
  'và vài vai vay vắng vận vâng vật vậy vẫn vào ' +
  'xã xác xa xâm xây xấu';

/** Words with “o” that are often meant, though one above looks like them. */
const WITH_O =
  'ơi bo bơ bốt bộc cởi cói côn cồn cộp chơi chốt chộp choi dơi đỡ đợi đong đóm đớp đờm giở giỏ giơ gio hơi họng hợi hò hờ hót ' +
  'hớt lõi lỡ lợi lơi lom mới moi mỡ mọng mót mốt nom nơm ngốn ngôn nhờ nhốt nhọc nhỡ phồn phới phơi phọt rơ ro róc rốt ' +
  'sợi suốt soi tới tơi tời toi tòi thơm thói trở tro trơ trói trọi trộn vờ vò vòi vời voi vơi xo xơ';

/** Words with “o” that are seldom meant: only a page that shows its “a” as “o” makes them doubtful. */
const SELDOM = 'cóc xóc nhộn giỏi đốt khóc khơi bóc';

const setOf = (list: string): ReadonlySet<string> => new Set(list.normalize('NFC').split(' '));
export const COMMON = setOf(WITH_A);
export const KEPT = setOf(WITH_O);
export const SELDOM_MEANT = setOf(SELDOM);
