/** The network as the app's session sees it: tests cut it with session.enableNetworkEmulation. */
const message = 'net::ERR_INTERNET_DISCONNECTED';
let offline = false;
let cut = new AbortController();

export const network = {
  get offline(): boolean {
    return offline;
  },
  /** Aborted when the network is cut: requests under way end as they would on a pulled cable. */
  get signal(): AbortSignal {
    return cut.signal;
  },
  setOffline(value: boolean): void {
    if (value === offline) return;
    offline = value;
    if (value) cut.abort(new Error(message));
    else cut = new AbortController();
  },
};

export const disconnected = (): Error => new Error(message);
