/** This machine's time as a UTC instant. */
export const now = (): string => new Date().toISOString();
