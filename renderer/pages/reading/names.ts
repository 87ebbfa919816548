import { lookAlikes } from './misread.ts';

/**
 * Family, middle and given names that are common in Viet Nam, syllable by syllable, from the language at large. Rarer ones
 * are left as they are read.
 */
const COMMON_NAMES =
  'nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đoàn vương trịnh trương đinh lâm phùng mai ' +
  'tô hà tạ lương lưu cao chu châu thái tống đàm kiều lại la mạc quách quan thạch từ viên nghiêm khổng khúc lục mã ninh ông ' +
  'phó sơn tăng thân tiêu triệu vi bạch cù diệp doãn giang giáp hứa hàn kim ' +
  'văn thị hữu đức ngọc quang xuân minh bích hồng thanh thành công đình duy gia quốc trọng tuấn anh bá bảo cẩm chí đại đăng ' +
  'hải hoài huy hùng khánh khắc kiên long mạnh mỹ nam nhật như phú phúc phương quý quỳnh sỹ tấn thế thiên thu thúy thùy thủy ' +
  'tiến trung trí trường tú tường vân việt viết vĩnh yến ' +
  'an ánh bắc bằng bình ca cảnh cát chi chiến chính chương cúc cương cường danh dân diễm diệu dũng dung duyên đan đạo đạt điền ' +
  'điệp định đông độ giàu giao hạ hạnh hân hằng hậu hiên hiền hiển hiếu hiệp hiệu hoa hòa hoạt hoan huân huệ hương hường hưng ' +
  'khải khang khiêm khoa khôi khuê khương kỳ lam lan lành lập lệ liên liễu linh loan lộc lợi luân luyến ly mận mẫn miên mùi my ' +
  'nga ngà ngân nghĩa nghị nguyên nguyệt nhã nhàn nhân nhi nhu nhung oanh phát phong phụng phước phượng quân quảng quyên quyền ' +
  'quyết sang sáng sen sinh tài tâm thắm thắng thảo thạo thao thăng thịnh thiện thiệu thoa thông thơ thơm thuận thuần ' +
  'thục thư thương tiên tín toàn toản trà trạch trâm trân trang tráng trinh triết trúc tuân tuệ tùng tuyên tuyết tuyến uyên ' +
  'vinh vy vỹ xoan xuyến ý yên';
const NAMES: ReadonlySet<string> = new Set(COMMON_NAMES.normalize('NFC').split(' '));

/** A name on a page whose “a” look like “o”: a syllable that is no common name becomes the one that looks like it. */
export function rightName(name: string): string {
  return name
    .split(' ')
    .map((each) =>
      NAMES.has(each.toLowerCase())
        ? each
        : (lookAlikes(each).find((other) => NAMES.has(other.toLowerCase())) ?? each),
    )
    .join(' ');
}
