// Pictures, made small enough for a weak network before anything else happens to them. What is drawn
// anew has lost where, when and with what it was taken.
import { toBase64 } from "./bytes.js";

/** Largest file that is tried: decoding more fills a phone's memory. */
export const MOST_FILE = 25_000_000;
/** Largest picture that is sent, and its longest side. */
const MOST_BYTES = 150_000;
const SIDES = [1280, 1024, 800, 640];
const QUALITIES = [0.85, 0.75, 0.65, 0.55, 0.45];
/** Dots that are tried. */
const MOST_DOTS = 120_000_000;

/** @typedef {"fileTooLarge" | "fileUnknown" | "fileStubborn"} Fault */
/** @typedef {{ data: string, url: string, name: string }} Shrunk */

/**
 * A JPEG of a picture file, upright, at most 150,000 bytes.
 * @param {File} file
 * @returns {Promise<Shrunk | Fault>}
 */
export async function shrink(file) {
  if (file.size > MOST_FILE) return "fileTooLarge";
  const url = URL.createObjectURL(file);
  try {
    const image = await decode(url);
    if (!image || !image.naturalWidth || image.naturalWidth * image.naturalHeight > MOST_DOTS) return "fileUnknown";
    for (const side of SIDES) {
      const canvas = draw(image, side);
      if (!canvas) return "fileUnknown";
      for (const quality of QUALITIES) {
        const blob = await encode(canvas, quality);
        if (blob && blob.size <= MOST_BYTES) {
          const data = toBase64(new Uint8Array(await buffer(blob)));
          return { data, url: URL.createObjectURL(blob), name: file.name };
        }
      }
    }
    return "fileStubborn";
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** @param {string} url @returns {Promise<HTMLImageElement | null>} */
function decode(url) {
  return new Promise((resolve) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => resolve(null);
    image.src = url;
  });
}

/**
 * Draws it upright: an image element is turned as its EXIF says, and so is what is drawn of it.
 * @param {HTMLImageElement} image
 * @param {number} side
 */
function draw(image, side) {
  const scale = Math.min(1, side / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  // What is see-through would turn black.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  try {
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  } catch (error) {
    return null;
  }
  return canvas;
}

/** @param {HTMLCanvasElement} canvas @param {number} quality @returns {Promise<Blob | null>} */
const encode = (canvas, quality) => new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));

/** @param {Blob} blob @returns {Promise<ArrayBuffer>} */
const buffer = (blob) => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(/** @type {ArrayBuffer} */ (reader.result));
  reader.onerror = () => reject(reader.error);
  reader.readAsArrayBuffer(blob);
});
