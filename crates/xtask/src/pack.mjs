// Writes a .br and a .gz twin beside every file of the site, each packed as small as it gets.
// Called by xtask with the site's folder. Node's own brotli is compiled and works on all cores.
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";

const site = process.argv[2];
const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

const files = fs
  .readdirSync(site, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  // `path` on Node 20.0 to 20.11, `parentPath` since.
  .map((entry) => path.join(entry.parentPath || entry.path, entry.name));

await Promise.all(
  files.map(async (file) => {
    const bytes = fs.readFileSync(file);
    const params = {
      [zlib.constants.BROTLI_PARAM_QUALITY]: zlib.constants.BROTLI_MAX_QUALITY,
      [zlib.constants.BROTLI_PARAM_LGWIN]: 22,
      [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    };
    const [packed, older] = await Promise.all([brotli(bytes, { params }), gzip(bytes, { level: 9 })]);
    fs.writeFileSync(`${file}.br`, packed);
    fs.writeFileSync(`${file}.gz`, older);
  }),
);
