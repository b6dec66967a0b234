// Run by itself: the package is an ES module, which jest's CommonJS cannot load. Unpacks the browser into the
// temporary folder, once per machine, and prints where it is.
import chromium from '@sparticuz/chromium';

console.log(await chromium.executablePath());
