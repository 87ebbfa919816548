import { dialog, type BrowserWindow } from 'electron';

// The few sentences main itself says, before there is a page that could. Vietnamese first, then English.

/** The configuration is wrong: for the person who installs the counter. */
export function sayMisconfigured(reason: string): void {
  dialog.showErrorBox(
    'Cấu hình chưa đúng · Wrong configuration',
    `${reason}\n\nỨng dụng chưa mở. Không có dữ liệu nào thay đổi. · The app did not open. No data was changed.`,
  );
}

/** Main failed at start. */
export function sayNotStarted(reference: string): void {
  dialog.showErrorBox(
    'Ứng dụng không mở được · The app could not open',
    `Hồ sơ đã lưu vẫn còn nguyên. Báo mã này cho bộ phận hỗ trợ: ${reference}\n\nSaved dossiers are safe. Tell support this reference: ${reference}`,
  );
}

/** The page died; every confirmed save is on the disk. True to show it again. */
export async function askToReload(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'Màn hình gặp sự cố · The screen failed',
    detail:
      'Hồ sơ đã lưu vẫn còn nguyên. Mở lại màn hình để làm tiếp.\n\nSaved dossiers are safe. Open the screen again to go on.',
    buttons: ['Mở lại · Open again', 'Đóng ứng dụng · Close the app'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 0;
}
