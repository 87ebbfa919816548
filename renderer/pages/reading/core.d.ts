// The engine comes without types; `reader.ts` says what is used of it.
declare module 'tesseract.js-core/tesseract-core-simd-lstm.js' {
  const createCore: unknown;
  export default createCore;
}
declare module '@tesseract.js-data/vie/4.0.0_best_int/vie.traineddata.gz?url' {
  const url: string;
  export default url;
}
