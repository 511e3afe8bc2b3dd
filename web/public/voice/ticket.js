// The tracking code to take along: copied, as a picture, as a text.

/**
 * Copies on plain http as well, where browsers have no clipboard for pages.
 * @param {string} text
 * @returns {Promise<boolean>}
 */
export async function copy(text) {
  try {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(text);
      return true;
    }
  } catch (refused) {
    // The older way.
  }
  const field = document.createElement("textarea");
  field.value = text;
  field.setAttribute("readonly", "");
  field.style.position = "fixed";
  field.style.top = "0";
  field.style.opacity = "0";
  const before = document.activeElement;
  document.body.appendChild(field);
  field.select();
  let done = false;
  try {
    done = document.execCommand("copy");
  } catch (refused) {
    done = false;
  }
  field.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return done;
}

/**
 * A picture of the code, for an album.
 * @param {{ title: string, track: string, label: string, day: string, line: string, address: string }} facts
 * @returns {Promise<Blob | null>}
 */
export function ticketPicture({ title, track, label, day, line, address }) {
  const canvas = document.createElement("canvas");
  canvas.width = 720;
  canvas.height = 480;
  const pen = canvas.getContext("2d");
  if (!pen) return Promise.resolve(null);
  const font = "\"PingFang SC\", \"Microsoft YaHei\", \"Noto Sans CJK SC\", sans-serif";
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, 720, 480);
  pen.fillStyle = "#a8121f";
  pen.fillRect(0, 0, 720, 84);
  pen.fillStyle = "#fff";
  pen.font = `600 32px ${font}`;
  pen.textBaseline = "middle";
  pen.fillText(title, 32, 44, 656);
  pen.fillStyle = "#1f2329";
  pen.font = `26px ${font}`;
  if (label) pen.fillText(label, 32, 136, 656);
  pen.fillText(line, 32, 190, 656);
  pen.font = "700 60px Consolas, \"Noto Sans Mono CJK SC\", monospace";
  pen.textAlign = "center";
  pen.fillText(track, 360, 278, 656);
  pen.textAlign = "left";
  pen.fillStyle = "#4e5969";
  pen.font = `24px ${font}`;
  pen.fillText(day, 32, 366, 656);
  pen.fillText(address, 32, 416, 656);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

/**
 * Offers bytes for saving.
 * @param {Blob} blob
 * @param {string} name
 */
export function save(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.appendChild(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
