// Opens what a citizen's page sealed, with nothing of ours: Node's X25519, HKDF and ChaCha20-Poly1305,
// and the one step (HChaCha20) that makes the longer nonce of it.
import crypto from "node:crypto";

const PRIVATE = Buffer.from("302e020100300506032b656e04220420", "hex");
const PUBLIC = Buffer.from("302a300506032b656e032100", "hex");
const publicKey = (raw) => crypto.createPublicKey({ key: Buffer.concat([PUBLIC, raw]), format: "der", type: "spki" });

// The office's key pair of a seed: { seed, hex }.
export function officeKey(seed = crypto.randomBytes(32)) {
  const secret = crypto.createPrivateKey({ key: Buffer.concat([PRIVATE, seed]), format: "der", type: "pkcs8" });
  const raw = crypto.createPublicKey(secret).export({ format: "der", type: "spki" }).subarray(-32);
  return { secret, raw, hex: raw.toString("hex") };
}

const rotate = (value, by) => ((value << by) | (value >>> (32 - by))) >>> 0;
function quarter(state, a, b, c, d) {
  state[a] = (state[a] + state[b]) >>> 0; state[d] = rotate(state[d] ^ state[a], 16);
  state[c] = (state[c] + state[d]) >>> 0; state[b] = rotate(state[b] ^ state[c], 12);
  state[a] = (state[a] + state[b]) >>> 0; state[d] = rotate(state[d] ^ state[a], 8);
  state[c] = (state[c] + state[d]) >>> 0; state[b] = rotate(state[b] ^ state[c], 7);
}

function hchacha(key, nonce) {
  const state = new Uint32Array([0x61707865, 0x3320646e, 0x79622d32, 0x6b206574, ...Array.from({ length: 8 }, (_, i) => key.readUInt32LE(i * 4)), ...Array.from({ length: 4 }, (_, i) => nonce.readUInt32LE(i * 4))]);
  for (let round = 0; round < 10; round += 1) {
    for (const [a, b, c, d] of [[0, 4, 8, 12], [1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15], [0, 5, 10, 15], [1, 6, 11, 12], [2, 7, 8, 13], [3, 4, 9, 14]]) quarter(state, a, b, c, d);
  }
  const out = Buffer.alloc(32);
  [0, 1, 2, 3, 12, 13, 14, 15].forEach((from, i) => out.writeUInt32LE(state[from], i * 4));
  return out;
}

// The voice in a sealed box; throws where it is not for this key, or was changed.
export function openVoice(office, sealed) {
  if (sealed[0] !== 1) throw new Error("unknown version");
  const ephemeral = sealed.subarray(1, 33);
  const shared = crypto.diffieHellman({ privateKey: office.secret, publicKey: publicKey(ephemeral) });
  const info = Buffer.concat([Buffer.from("huiyin-box-1"), ephemeral, office.raw]);
  const drawn = Buffer.from(crypto.hkdfSync("sha256", shared, Buffer.alloc(0), info, 56));
  const nonce = drawn.subarray(32);
  const cipher = crypto.createDecipheriv("chacha20-poly1305", hchacha(drawn.subarray(0, 32), nonce.subarray(0, 16)), Buffer.concat([Buffer.alloc(4), nonce.subarray(16)]), { authTagLength: 16 });
  cipher.setAAD(Buffer.from("huiyin-voice-1"));
  cipher.setAuthTag(sealed.subarray(-16));
  return JSON.parse(Buffer.concat([cipher.update(sealed.subarray(33, -16)), cipher.final()]).toString());
}

// Whether a number solves a challenge.
export function solved(challenge, nonce, bits) {
  const hash = crypto.createHash("sha256").update(`huiyin-work-1\0${challenge}\0${nonce}`).digest();
  let zeros = 0;
  for (const byte of hash) {
    zeros += Math.clz32(byte) - 24;
    if (byte) break;
  }
  return zeros >= bits;
}

export const trackHash = (code) => crypto.createHash("sha256").update(`huiyin-track-1\0${code.replaceAll("-", "")}`).digest("hex");
