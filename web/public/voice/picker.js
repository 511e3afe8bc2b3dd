// The pictures somebody chose: shown small, taken out again one by one.
import { fill, h } from "../common/dom.js";
import { fromBase64 } from "./bytes.js";
import { MOST_FILE, shrink } from "./pictures.js";

/** @typedef {import("./mount.js").Say} Say */

const MOST = 3;

export class Picker {
  /**
   * @param {HTMLInputElement} input
   * @param {HTMLElement} list
   * @param {HTMLElement} said
   * @param {Say} t
   * @param {() => void} changed
   */
  constructor(input, list, said, t, changed) {
    this.input = input;
    this.list = list;
    this.said = said;
    this.t = t;
    this.changed = changed;
    /** @type {import("./pictures.js").Shrunk[]} */
    this.pictures = [];
    /** Resolves when what was chosen has been made small. */
    this.busy = Promise.resolve();
    input.addEventListener("change", () => {
      const files = Array.from(input.files || []);
      // The same file may be chosen again, and nothing large stays with the form.
      input.value = "";
      this.busy = this.busy.then(() => this.take(files));
    });
  }

  /** @param {File[]} files */
  async take(files) {
    if (!files.length) return;
    const { t } = this;
    fill(this.said, h("p", null, t("working")));
    /** @type {string[]} */
    const messages = [];
    for (const file of files) {
      if (this.pictures.length >= MOST) {
        messages.push(t("tooMany"));
        break;
      }
      let made;
      try {
        made = await shrink(file);
      } catch (error) {
        made = /** @type {const} */ ("fileUnknown");
      }
      if (typeof made === "string") messages.push(t(made, { name: file.name.slice(0, 40), size: Math.ceil(file.size / 1e6), most: MOST_FILE / 1e6 }));
      else this.pictures.push(made);
      this.draw();
    }
    fill(this.said, messages.map((message) => h("p", { class: "error" }, message)));
    this.changed();
  }

  /** @param {string[]} kept base64 */
  restore(kept) {
    this.pictures = kept.slice(0, MOST).map((data) => ({ data, name: "", url: URL.createObjectURL(new Blob([fromBase64(data)], { type: "image/jpeg" })) }));
    this.draw();
  }

  clear() {
    this.pictures.forEach((one) => URL.revokeObjectURL(one.url));
    this.pictures = [];
    fill(this.said);
    this.draw();
  }

  draw() {
    const { t } = this;
    fill(this.list, this.pictures.map((one, index) => {
      const n = index + 1;
      return h("li", null,
        h("img", { src: one.url, alt: t("picture", { n }), width: 96, height: 96 }),
        h("button", {
          type: "button",
          class: "btn",
          "aria-label": t("remove", { n }),
          onclick: () => {
            URL.revokeObjectURL(one.url);
            this.pictures.splice(index, 1);
            this.draw();
            this.input.focus();
            this.changed();
          },
        }, "×"));
    }));
  }

  /** Puts the small pictures into the form, for a browser that sends it as it is. */
  intoForm() {
    try {
      const carrier = new DataTransfer();
      this.pictures.forEach((one, index) => carrier.items.add(new File([fromBase64(one.data)], `${index + 1}.jpg`, { type: "image/jpeg" })));
      this.input.files = carrier.files;
    } catch (unknown) {
      // Without it the pictures stay behind; the text goes.
    }
  }
}
