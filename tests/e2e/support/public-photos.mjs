// Photographs as phones make them: drawn by the browser, with what phones write into them.
const tiff = (orientation) => {
  // Big-endian TIFF: orientation, and a pointer to a GPS directory that names a place.
  const out = Buffer.alloc(8 + 2 + 12 * 2 + 4 + 2 + 12 + 4);
  out.write("MM\0*", 0, "latin1");
  out.writeUInt32BE(8, 4);
  out.writeUInt16BE(2, 8);
  const entry = (at, tag, type, count, value) => {
    out.writeUInt16BE(tag, at);
    out.writeUInt16BE(type, at + 2);
    out.writeUInt32BE(count, at + 4);
    value(at + 8);
  };
  entry(10, 0x0112, 3, 1, (at) => out.writeUInt16BE(orientation, at));
  entry(22, 0x8825, 4, 1, (at) => out.writeUInt32BE(38, at));
  out.writeUInt16BE(1, 38);
  entry(40, 0x0001, 2, 2, (at) => out.write("N\0", at, "latin1"));
  return out;
};

// A JPEG `width` by `height` as the sensor has it, its left half red and its right half blue, to be
// turned by `orientation` (6: a quarter to the right, so that red is on top).
export async function photo(page, width, height, orientation) {
  const base64 = await page.evaluate(([w, h]) => {
    const canvas = document.createElement("canvas");
    canvas.width = w;
    canvas.height = h;
    const pen = canvas.getContext("2d");
    for (let x = 0; x < w; x += 3) {
      for (let y = 0; y < h; y += 3) {
        const noise = Math.floor(Math.random() * 60);
        pen.fillStyle = x < w / 2 ? `rgb(${195 + noise},${noise},${noise})` : `rgb(${noise},${noise},${195 + noise})`;
        pen.fillRect(x, y, 3, 3);
      }
    }
    return canvas.toDataURL("image/jpeg", 0.95).split(",")[1];
  }, [width, height]);
  const plain = Buffer.from(base64, "base64");
  const exif = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff(orientation)]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(exif.length + 2, 2);
  return Buffer.concat([plain.subarray(0, 2), head, exif, plain.subarray(2)]);
}

// Width, height and the colours at the top and at the bottom of a JPEG.
export function read(page, bytes) {
  return page.evaluate(async (data) => {
    const image = new Image();
    await new Promise((resolve, reject) => { image.onload = resolve; image.onerror = reject; image.src = `data:image/jpeg;base64,${data}`; });
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    const pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0);
    const at = (y) => { const [r, , b] = pen.getImageData(canvas.width / 2, y, 1, 1).data; return r > b ? "red" : "blue"; };
    return { width: canvas.width, height: canvas.height, top: at(10), bottom: at(canvas.height - 10) };
  }, bytes.toString("base64"));
}
