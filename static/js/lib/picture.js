/** Pictures on this device: what they look like small, and what is left of one when parts are covered. */
const LARGEST = 16_777_216;   // pixels a canvas may have in Safari on phones
const SMALL = 96;             // pixels of a thumbnail's side
const COVER = "#17212d";

/** The picture, turned the way it was taken; null when this browser cannot show it. */
export async function decoded(file) {
  if (!file.type.startsWith("image/")) return null;
  try { return await createImageBitmap(file); } catch { return null; }
}

function drawn(bitmap, width, height, crop = [0, 0, bitmap.width, bitmap.height]) {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  canvas.getContext("2d").drawImage(bitmap, ...crop, 0, 0, width, height);
  return canvas;
}

/** As a data: address: the middle of a wide picture, the head of a tall one, where a page says what it is. */
export function thumbnail(bitmap) {
  const side = Math.min(bitmap.width, bitmap.height);
  const canvas = drawn(bitmap, SMALL, SMALL, [(bitmap.width - side) / 2, 0, side, side]);
  return canvas.toDataURL("image/webp", .8);
}

/** A canvas with the whole picture, as large as it is if the browser can. */
export function whole(bitmap) {
  const scale = Math.min(1, Math.sqrt(LARGEST / (bitmap.width * bitmap.height)));
  return drawn(bitmap, Math.max(1, Math.floor(bitmap.width * scale)), Math.max(1, Math.floor(bitmap.height * scale)));
}

/** Fill areas [{x, y, w, h}], shares of the sides, with one colour: a blur or a mosaic of words can be read again, this cannot. */
export function cover(canvas, areas) {
  const brush = canvas.getContext("2d");
  brush.fillStyle = COVER;
  for (const { x, y, w, h } of areas) {
    const left = Math.floor(x * canvas.width), top = Math.floor(y * canvas.height);
    brush.fillRect(left, top, Math.ceil((x + w) * canvas.width) - left, Math.ceil((y + h) * canvas.height) - top);
  }
}

/** The canvas as a file named like the first one: a photo stays a JPEG, anything else becomes a PNG unless that is too large. */
export async function asFile(canvas, { name, type, lastModified }, most) {
  const written = kind => new Promise(ready => canvas.toBlob(ready, kind, .92));
  let blob = await written(type === "image/jpeg" ? type : "image/png");
  if (blob.size > most) blob = await written("image/jpeg");
  const stem = name.replace(/\.[^.]*$/, "");
  return new File([blob], `${stem}.${blob.type === "image/jpeg" ? "jpg" : "png"}`, { type: blob.type, lastModified });
}
