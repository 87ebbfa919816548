// pdf.js's own worker, as a script of the app: the content policy starts no other.
import 'pdfjs-dist/build/pdf.worker.mjs';
